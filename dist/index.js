import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 3652:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BQ: () => (/* binding */ largestErrorAnswer),
/* harmony export */   Bo: () => (/* binding */ largestAnswer),
/* harmony export */   Yf: () => (/* binding */ jsonIn),
/* harmony export */   gr: () => (/* binding */ withoutWebhook),
/* harmony export */   x8: () => (/* binding */ readBody)
/* harmony export */ });
/** The most that one answer may have after decoding: a catalog of all models has less than 1 MB. */
const largestAnswer = 32 * 1024 * 1024;
/** Of the answer of an error, what is read: enough for its words. */
const largestErrorAnswer = 64 * 1024;
/**
 * Reads a body as a stream and stops at `limit` bytes after decoding, so that a small answer that is large once it is
 * unpacked takes no memory. Rejects when the connection breaks.
 */
async function readBody(response, limit) {
    const chunks = [];
    let left = limit;
    const body = response.body;
    for await (const chunk of body ?? []) {
        chunks.push(chunk.subarray(0, left));
        left -= chunk.length;
        // Leaving the loop cancels the stream and with it the connection.
        if (left < 0)
            break;
    }
    return { text: new TextDecoder().decode(Buffer.concat(chunks)), isWhole: left >= 0 };
}
/** The JSON of a body; undefined where it is none, or nested deeper than what walks it can bear. */
function jsonIn(text) {
    if (depthOf(text) > deepest)
        return undefined;
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** Nothing the API documents is nested deeper than its JSON Schemas, and what walks an answer recurses. */
const deepest = 200;
function depthOf(json) {
    let [depth, most, quoted] = [0, 0, false];
    for (let i = 0; i < json.length; i += 1) {
        const mark = json[i];
        if (mark === '"')
            quoted = !quoted;
        else if (quoted)
            i += mark === '\\' ? 1 : 0;
        else if (mark === '[' || mark === '{')
            most = Math.max(most, (depth += 1));
        else if (mark === ']' || mark === '}')
            depth -= 1;
    }
    return most;
}
/** `text` without the webhook URL, which may hold a token. Some JSON writers escape slashes. */
function withoutWebhook(url, text) {
    if (url === undefined)
        return text;
    const shown = '(webhook-url)';
    return text.replaceAll(url, shown).replaceAll(url.replaceAll('/', '\\/'), shown);
}


/***/ }),

/***/ 9401:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C: () => (/* binding */ batchSize),
  A: () => (/* binding */ creatify)
});

// EXTERNAL MODULE: ./src/base/json.ts
var json = __nccwpck_require__(3659);
// EXTERNAL MODULE: ./src/api/error.ts
var api_error = __nccwpck_require__(4106);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
// EXTERNAL MODULE: ./src/api/answer.ts
var answer = __nccwpck_require__(3652);
// EXTERNAL MODULE: ./src/api/retry.ts
var retry = __nccwpck_require__(7018);
;// CONCATENATED MODULE: ./src/api/http.ts




/** A client for the API. Redirects are answers, and not followed: the credentials stay with the origin. */
function connect(connection) {
    const { base, credentials, userAgent, webhookUrl, proxy, durations } = connection;
    const headers = {
        'X-API-ID': credentials.id,
        'X-API-KEY': credentials.key,
        'User-Agent': userAgent,
        Accept: 'application/json',
    };
    const prefix = base.href.endsWith('/') ? base.href : `${base.href}/`;
    // Node's own fetch takes the agent of this undici, which therefore loads only behind a proxy.
    const agent = proxy && __nccwpck_require__.e(/* import() */ 752).then(__nccwpck_require__.t.bind(__nccwpck_require__, 6752, 19)).then(({ ProxyAgent }) => new ProxyAgent(proxy.href));
    agent?.catch(() => undefined);
    let ahead = 0;
    /** The body is read inside the try, so that a broken or unreadable body is a failed try. Rejects with ApiError. */
    async function tryOnce(request, ms, signal) {
        const { method, path, query = {}, body } = request;
        const name = `${method} /${path}`;
        const search = new URLSearchParams(query).toString();
        const init = {
            method,
            headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
            redirect: 'manual',
            signal: AbortSignal.any([AbortSignal.timeout(Math.max(1, Math.round(ms))), signal]),
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        };
        const proxied = agent && { dispatcher: await agent };
        try {
            const url = prefix + path + (search && `?${search}`);
            const response = await fetch(url, { ...init, ...proxied });
            const date = Date.parse(response.headers.get('Date') ?? '');
            if (response.ok && !Number.isNaN(date))
                ahead = date - Date.now();
            const limit = response.ok ? answer/* largestAnswer */.Bo : answer/* largestErrorAnswer */.BQ;
            const { text: whole, isWhole } = await (0,answer/* readBody */.x8)(response, limit);
            const text = (0,answer/* withoutWebhook */.gr)(webhookUrl, whole);
            if (!response.ok)
                throw (0,api_error/* errorAnswer */.B1)(name, response, text);
            if (!isWhole)
                throw (0,api_error/* tooLarge */.g$)(name, response);
            const json = (0,answer/* jsonIn */.Yf)(text);
            if (json === undefined)
                throw (0,api_error/* unreadable */.O$)(name, response, text);
            return json;
        }
        catch (error) {
            throw (0,api_error/* toApiError */.Gv)(name, error, ms);
        }
    }
    return {
        now: () => Date.now() + ahead,
        async get(path, query, { ms, signal, repeat = true, onRetry }, kind = 'read') {
            const until = performance.now() + ms;
            let before;
            for (let attempt = 1;; attempt += 1) {
                signal.throwIfAborted();
                const time = Math.min(durations.get, until - performance.now());
                try {
                    return await tryOnce({ method: 'GET', path, query }, time, signal);
                }
                catch (error) {
                    signal.throwIfAborted();
                    if (!(error instanceof api_error/* ApiError */.hD))
                        throw error;
                    const left = until - performance.now();
                    const wait = (0,retry/* retryWait */.y)(error, { kind, attempt, left }, durations, Math.random());
                    // A last try that had too little time says less than the one before it.
                    const wasCut = error.kind === 'timeout' && time < durations.get;
                    if (wait === undefined || !repeat)
                        throw (wasCut ? before : undefined) ?? error;
                    before = error;
                    onRetry?.(error);
                    await (0,promises_.setTimeout)(wait, undefined, { signal }).catch(() => undefined);
                }
            }
        },
        async post(path, body, { signal, waits, deadline }) {
            const grace = graceAfter(signal, durations.postGrace);
            const stop = AbortSignal.any([signal, waits]);
            let answeredAt = performance.now();
            try {
                for (let attempt = 1;; attempt += 1) {
                    try {
                        return await tryOnce({ method: 'POST', path, body }, durations.post, grace.signal);
                    }
                    catch (error) {
                        if (!(error instanceof api_error/* ApiError */.hD))
                            throw error;
                        const now = performance.now();
                        if (error.status !== undefined)
                            answeredAt = now;
                        const left = Math.min(deadline, answeredAt + durations.maxOutage) - now;
                        const failed = { kind: 'create', attempt, left };
                        const wait = (0,retry/* retryWait */.y)(error, failed, durations, Math.random());
                        if (wait === undefined)
                            throw error;
                        await (0,promises_.setTimeout)(wait, undefined, { signal: stop }).catch(() => undefined);
                        if (stop.aborted)
                            throw error;
                    }
                }
            }
            finally {
                grace.clear();
            }
        },
    };
}
/** A signal that aborts `ms` after `outer` does. */
function graceAfter(outer, ms) {
    const late = new AbortController();
    let timer;
    const start = () => {
        timer = setTimeout(() => {
            late.abort();
        }, ms);
    };
    if (outer.aborted)
        start();
    else
        outer.addEventListener('abort', start, { once: true });
    return {
        signal: late.signal,
        clear: () => {
            clearTimeout(timer);
            outer.removeEventListener('abort', start);
        },
    };
}

// EXTERNAL MODULE: ./src/api/task.ts
var api_task = __nccwpck_require__(5347);
;// CONCATENATED MODULE: ./src/api/creatify.ts




/** The most ids that `GET ?ids=` takes. */
const batchSize = 100;
const tasksPath = 'api/asset_generator/';
const mostPages = 20;
/** The API at the end of a connection, whose webhook URL goes with every create. */
function creatify(connection) {
    const { webhookUrl } = connection;
    const http = connect(connection);
    return {
        now: http.now,
        async models(names, patience) {
            const query = names === undefined ? {} : { model_name: names.join(',') };
            const answer = await http.get(`${tasksPath}schemas/`, query, patience);
            const list = listOf(answer);
            if (list === undefined)
                throw unexpected(`GET /${tasksPath}schemas/`, 'a list of models', answer);
            return list.flatMap((item) => modelOf(item) ?? []);
        },
        async remainingCredits(patience) {
            const answer = await http.get('api/remaining_credits/', {}, patience);
            const credits = (0,json/* isRecord */.u4)(answer) ? (0,api_task/* numberOf */.rl)(answer['remaining_credits']) : undefined;
            if (credits === undefined)
                throw unexpected('GET /api/remaining_credits/', 'a balance', answer);
            return credits;
        },
        async create({ model, params }, until) {
            const webhook = webhookUrl === undefined ? {} : { webhook_url: webhookUrl };
            const body = { model_name: model, input_params: params, ...webhook };
            try {
                const answer = await http.post(tasksPath, body, until);
                const task = (0,api_task/* taskOf */.Xb)(answer);
                if (task)
                    return { as: 'task', task };
                const { message } = unexpected(`POST /${tasksPath}`, 'a task with an id', answer);
                return { as: 'ambiguous', reason: message, lost: 'timeout' };
            }
            catch (error) {
                if (!(error instanceof api_error/* ApiError */.hD))
                    throw error;
                return endOf(error);
            }
        },
        async getTask(id, options) {
            const path = `${tasksPath}${encodeURIComponent(id)}/`;
            try {
                const answer = await http.get(path, {}, options, 'task');
                const task = (0,api_task/* taskOf */.Xb)(answer);
                if (task === undefined)
                    throw unexpected(`GET /${path}`, 'a task with an id', answer);
                return task;
            }
            catch (error) {
                if (error instanceof api_error/* ApiError */.hD && saysNoSuchTask(error))
                    return undefined;
                throw error;
            }
        },
        async getTasks(ids, patience) {
            try {
                const list = listOf(await http.get(tasksPath, { ids: ids.join(',') }, patience));
                return list?.flatMap((item) => (0,api_task/* taskOf */.Xb)(item) ?? []);
            }
            catch (error) {
                if (error instanceof api_error/* ApiError */.hD && refusesBatch(error))
                    return undefined;
                throw error;
            }
        },
        async listTasksSince(since, patience) {
            const tasks = [];
            let query = {};
            for (let page = 0; query && page < mostPages; page += 1) {
                const answer = await http.get(tasksPath, query, patience);
                const list = listOf(answer);
                if (list === undefined)
                    throw unexpected(`GET /${tasksPath}`, 'a list of tasks', answer);
                tasks.push(...list.flatMap((item) => (0,api_task/* taskOf */.Xb)(item) ?? []));
                query = (tasks.at(-1)?.createdAt ?? 0) < since ? undefined : nextPage(answer);
            }
            return tasks;
        },
    };
}
/** A 404 of a gateway, or of an API that is being deployed, says nothing about a task. */
function saysNoSuchTask({ status, body }) {
    return status === 404 && (0,json/* isRecord */.u4)(body) && 'detail' in body;
}
function refusesBatch({ status, isReadable }) {
    if (status === 404)
        return isReadable;
    return status !== undefined && [400, 405, 410, 414, 422].includes(status);
}
const outOfCredits = /\b(insufficient|not enough|out of|no)\b.{0,30}\b(credits?|balance)\b|\b(credits?|balance)\b.{0,30}\b(insufficient|exhausted|not enough|too low)\b/i;
/** What an error answer to a create means for the credits. */
function endOf(error) {
    const { status, message, reachedServer } = error;
    if (!reachedServer)
        return { as: 'not started', reason: message };
    const plain = status !== undefined && status >= 400 && status < 500 && status !== 408;
    if (!plain)
        return { as: 'ambiguous', reason: message, lost: error.kind === 'reset' ? 'reset' : 'timeout' };
    if (status === 425 || status === 429)
        return { as: 'not started', reason: message };
    const poor = status === 402 || outOfCredits.test(error.detail ?? '');
    return { as: 'refused', reason: message, dooms: status === 401 || status === 403 || poor };
}
function unexpected(request, wanted, answer) {
    const quoted = JSON.stringify(answer).slice(0, 200);
    const message = `${request} answered without ${wanted}: ${quoted}`;
    return new api_error/* ApiError */.hD(message, { kind: 'answer', status: 200, detail: quoted, isReadable: true });
}
function modelOf(item) {
    if (!(0,json/* isRecord */.u4)(item) || typeof item['model_name'] !== 'string')
        return undefined;
    const type = item['generation_type'];
    const schema = item['input_params_schema'];
    return {
        model_name: item['model_name'],
        generation_type: typeof type === 'string' ? type : '',
        input_params_schema: (0,json/* isRecord */.u4)(schema) ? schema : {},
    };
}
/** A plain array, or the `results` of a paginated answer. */
function listOf(answer) {
    if (Array.isArray(answer))
        return answer;
    return (0,json/* isRecord */.u4)(answer) && Array.isArray(answer['results']) ? answer['results'] : undefined;
}
/** The query of the next page, where a list is paginated. */
function nextPage(answer) {
    const next = (0,json/* isRecord */.u4)(answer) ? answer['next'] : undefined;
    const url = typeof next === 'string' ? URL.parse(next, 'https://api.invalid') : null;
    return url?.search ? Object.fromEntries(url.searchParams) : undefined;
}


/***/ }),

/***/ 4106:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B1: () => (/* binding */ errorAnswer),
/* harmony export */   Gv: () => (/* binding */ toApiError),
/* harmony export */   O$: () => (/* binding */ unreadable),
/* harmony export */   g$: () => (/* binding */ tooLarge),
/* harmony export */   hD: () => (/* binding */ ApiError),
/* harmony export */   oh: () => (/* binding */ failureMessage)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4758);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(3659);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(766);
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3652);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7018);






/** A request that did not give what was asked. `message` is one sentence: method, path, status, the API's own words. */
class ApiError extends Error {
    name = 'ApiError';
    status;
    reachedServer;
    isReadable;
    isPermanent;
    retryAfter;
    detail;
    body;
    kind;
    constructor(message, facts, cause) {
        super(message, { cause });
        this.status = facts.status;
        this.reachedServer = facts.reachedServer ?? true;
        this.isReadable = facts.isReadable ?? false;
        this.isPermanent = facts.isPermanent ?? false;
        this.retryAfter = facts.retryAfter;
        this.detail = facts.detail;
        this.body = facts.body;
        this.kind = facts.kind;
    }
}
/** The message that people read for a request that nothing can do without: what happened, and what to change. */
function failureMessage(error) {
    const message = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error);
    if (!(error instanceof ApiError))
        return message;
    const { status = 0 } = error;
    if (status === 401 || status === 403) {
        return `${message}. Check the secrets behind the inputs \`api-id\` and \`api-key\`; nothing was created.`;
    }
    if (status === 404 || (status >= 300 && status < 400)) {
        return `${message}. Nothing was created. Check the input \`api-url\`.`;
    }
    return `${message}. Nothing was created; run this again when the API answers.`;
}
/** An answer whose status is no success. */
function errorAnswer(name, { status, headers }, text) {
    const moved = headers.get('Location');
    const body = (0,_answer_js__WEBPACK_IMPORTED_MODULE_3__/* .jsonIn */ .Yf)(text);
    const detail = detailOf(body ?? text) ?? (moved === null ? undefined : `moved to ${moved.slice(0, 200)}`);
    const words = detail ?? node_http__WEBPACK_IMPORTED_MODULE_0__.STATUS_CODES[status] ?? 'no further words';
    const retryAfter = (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retryAfterOf */ .s)(headers, Date.now());
    const isReadable = body !== undefined;
    return new ApiError(`${name} answered ${status}: ${words}`, {
        ...{ kind: 'answer', status, detail, body, isReadable, retryAfter },
    });
}
/** A 2xx answer whose body is no JSON. */
function unreadable(name, { status, headers }, text) {
    const detail = detailOf(text);
    const type = headers.get('Content-Type')?.split(';')[0] ?? 'no content type';
    const quoted = detail === undefined ? '' : `: ${detail}`;
    const message = `${name} answered ${status}, but not with JSON (${type})${quoted}`;
    return new ApiError(message, { kind: 'answer', status, detail });
}
/** A 2xx answer that goes on beyond what is read. */
function tooLarge(name, { status }) {
    const message = `${name} answered ${status} with more than ${_answer_js__WEBPACK_IMPORTED_MODULE_3__/* .largestAnswer */ .Bo / 2 ** 20} MiB`;
    return new ApiError(message, { kind: 'answer', status, isPermanent: true });
}
/** Codes of a connection that was never made, where the error names no system call. */
const neverConnected = new Set([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    // A proxy that refused the tunnel.
    'UND_ERR_ABORTED',
]);
/** Codes of a TLS handshake that failed: before any request, and for good. */
const distrusted = /^(CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH)/;
/** One sentence for whatever a try threw. `ms`: what the try was given. */
function toApiError(name, error, ms) {
    if (error instanceof ApiError)
        return error;
    const { code = '', syscall, ...cause } = rootOf(error);
    const isPermanent = distrusted.test(code);
    // The same code also ends a connection that was there: then the system call is another.
    const isConnecting = syscall === undefined ? neverConnected.has(code) : /^(connect|getaddrinfo)$/.test(syscall);
    const isUnsent = isConnecting || isPermanent;
    if (!isUnsent && (cause.name === 'TimeoutError' || cause.name === 'AbortError')) {
        const within = cause.name === 'TimeoutError' ? `within ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(ms)}` : 'in the time that was left';
        return new ApiError(`${name} got no answer ${within}`, { kind: 'timeout' }, error);
    }
    const what = isUnsent ? 'could not connect' : 'lost the connection before an answer';
    const why = code === 'UND_ERR_ABORTED' || code === '' ? cause.message : code;
    const facts = { kind: 'reset', reachedServer: !isUnsent, isPermanent };
    return new ApiError(`${name} ${what} (${why})`, facts, error);
}
/** Errors of Node's own fetch are followed to their cause; of several addresses, the first one's tells. */
function rootOf(error) {
    let root = error;
    while ((0,_base_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isRecord */ .u4)(root) && (0,_base_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isRecord */ .u4)(root['cause']))
        root = root['cause'];
    if ((0,_base_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isRecord */ .u4)(root) && Array.isArray(root['errors']) && (0,_base_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isRecord */ .u4)(root['errors'][0]))
        root = root['errors'][0];
    const textIn = (value) => (typeof value === 'string' ? value : undefined);
    const { name, message, code, syscall } = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isRecord */ .u4)(root) ? root : { message: String(root) };
    return {
        name: textIn(name) ?? '',
        message: textIn(message) ?? '',
        code: textIn(code),
        syscall: textIn(syscall),
    };
}
const longestDetail = 400;
/**
 * The API's own words from any of its error bodies: `{detail}`, `["…"]`, `{field: ["…"]}` (nested), an HTML page, text.
 * Undefined when there are none.
 */
function detailOf(body) {
    const words = typeof body === 'string' ? wordsOfText(body) : joined(body);
    if (words === '')
        return undefined;
    return words.length > longestDetail ? `${words.slice(0, longestDetail)}…` : words;
}
function wordsOfText(body) {
    try {
        const parsed = JSON.parse(body);
        if (typeof parsed === 'object')
            return joined(parsed);
    }
    catch {
        // not JSON: a page or plain text
    }
    const start = body.slice(0, 4000);
    const title = /<title[^>]*>([^<]*)<\/title>/i.exec(start)?.[1];
    const text = title ?? start.replace(/<(style|script)[^]*?<\/\1>|<[^>]*>/gi, ' ');
    return text.replace(/\s+/g, ' ').trim();
}
function joined(body) {
    return sentences(body, '')
        .map((text) => text.replace(/\.$/, ''))
        .join('; ');
}
function sentences(body, field, depth = 0) {
    if (depth > 5 || body === null || body === undefined || body === '')
        return [];
    if (Array.isArray(body))
        return body.slice(0, 20).flatMap((item) => sentences(item, field, depth + 1));
    if (typeof body === 'object') {
        return Object.entries(body)
            .slice(0, 20)
            .flatMap(([key, value]) => {
            const plain = depth === 0 && (key === 'detail' || key === 'non_field_errors');
            const below = plain ? '' : field === '' ? key : `${field}.${key}`;
            return sentences(value, below, depth + 1);
        });
    }
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return [field === '' ? text : `${field}: ${text}`];
}


/***/ }),

/***/ 7018:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ retryAfterOf),
/* harmony export */   y: () => (/* binding */ retryWait)
/* harmony export */ });
const mayRepeat = {
    read: isTransient,
    task: (failure) => isTransient(failure) || (failure.status === 404 && !failure.isReadable),
    create: ({ status, reachedServer }) => !reachedServer || status === 425 || status === 429,
};
/**
 * The whole decision whether a request is tried again: milliseconds to wait before that, or undefined to give up. What the
 * server asks for wins over the back-off, up to a limit; a wait of no time would ask without end, so then the back-off
 * counts. A create is given up at once when the server asks for more than is left. `random` is from 0 to 1.
 */
function retryWait(failure, { kind, attempt, left }, { firstBackoff, longestBackoff, longestRetryAfter }, random) {
    if (failure.isPermanent || !mayRepeat[kind](failure))
        return undefined;
    const { retryAfter = 0 } = failure;
    if (kind === 'create' && retryAfter > left)
        return undefined;
    const backoff = random * Math.min(longestBackoff, firstBackoff * 2 ** (attempt - 1));
    const wait = retryAfter >= firstBackoff ? Math.min(retryAfter, longestRetryAfter) : backoff;
    return wait > left ? undefined : wait;
}
/** No answer, an answer that cannot be read, or a status that says that a later request may fare better. */
function isTransient({ status, isReadable }) {
    if (status === undefined || status >= 500)
        return true;
    return [408, 425, 429].includes(status) || (status < 300 && !isReadable);
}
/**
 * Milliseconds that an answer's `Retry-After` asks to wait: seconds, or a date, which is held against the `Date` of the same
 * answer, because the server's clock may differ from ours. `now` is our clock, in milliseconds since 1970, for an answer
 * without `Date`. Undefined where there is none, or none that can be read.
 */
function retryAfterOf(headers, now) {
    const value = headers.get('Retry-After')?.trim() ?? '';
    if (/^\d+$/.test(value))
        return Number(value) * 1000;
    if (!/[a-z]/i.test(value))
        return undefined;
    const date = Date.parse(headers.get('Date') ?? '');
    const wait = Date.parse(value) - (Number.isNaN(date) ? now : date);
    return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}


/***/ }),

/***/ 5347:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Do: () => (/* binding */ taskKey),
/* harmony export */   XJ: () => (/* binding */ isTaskId),
/* harmony export */   Xb: () => (/* binding */ taskOf),
/* harmony export */   ih: () => (/* binding */ isKnownStatus),
/* harmony export */   nv: () => (/* binding */ unseen),
/* harmony export */   rl: () => (/* binding */ numberOf)
/* harmony export */ });
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3659);

/** `failed` is documented; a sibling of the endpoint documents `rejected`; the rest is what other APIs say. */
const failedStatuses = new Set(['failed', 'rejected', 'error', 'canceled', 'cancelled', 'expired']);
/** True for a status that is documented, or an end. */
function isKnownStatus(status) {
    const known = status.toLowerCase();
    return ['initializing', 'generating', 'done'].includes(known) || failedStatuses.has(known);
}
/** The one rule for ids that are asked for by name, sent in a list, or kept. */
function isTaskId(id) {
    return /^[A-Za-z0-9_-]{1,64}$/.test(id);
}
/** Ids are one id when this is the same: the API may answer in another case than it was asked in. */
function taskKey(id) {
    return id.toLowerCase();
}
/** Milliseconds since 1970; NaN for what is no time. A time without a zone is UTC. */
function timeOf(at) {
    const isBare = typeof at === 'string' && /T[\d:.]+$/.test(at);
    return new Date(isBare ? `${at}Z` : at).getTime();
}
/** A task of which nothing is known but its id. */
function unseen(id) {
    return {
        id,
        model: '',
        type: '',
        createdAt: undefined,
        state: 'running',
        rawStatus: '',
        failedReason: null,
        assets: [],
        outputs: undefined,
        credits: 0,
        params: {},
        raw: { id },
    };
}
/** A number, or a text that is one: the API tells credits either way. */
function numberOf(value) {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
function assetAt(url, type) {
    return { type, url, thumbnail_url: null };
}
/** An array, an array as JSON text, one URL as text, or one object. */
function assetsOf(assets, type) {
    if (Array.isArray(assets))
        return assets.flatMap((asset) => assetsOf(asset, type));
    if ((0,_base_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u4)(assets)) {
        const { url, thumbnail_url: thumbnail } = assets;
        if (typeof url !== 'string' || url === '')
            return [];
        return [
            {
                type: typeof assets['type'] === 'string' ? assets['type'] : type,
                url,
                thumbnail_url: typeof thumbnail === 'string' && thumbnail !== '' ? thumbnail : null,
            },
        ];
    }
    if (typeof assets !== 'string' || assets.trim() === '')
        return [];
    try {
        const parsed = JSON.parse(assets);
        return typeof parsed === 'string' ? [assetAt(parsed, type)] : assetsOf(parsed, type);
    }
    catch {
        // Several URLs as one text.
        return assets.split(/,(?=\s*https?:\/\/)/).map((url) => assetAt(url.trim(), type));
    }
}
function reasonOf(reason) {
    if (reason === null || reason === undefined || reason === '')
        return null;
    return typeof reason === 'string' ? reason : JSON.stringify(reason);
}
/** The task in an answer; undefined where it has no id. Lenient on purpose: documentation and live answers disagree about half of these fields. */
function taskOf(item) {
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u4)(item))
        return undefined;
    const raw = Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'webhook_url'));
    const { id, model_name: model, status, failed_reason: reason } = raw;
    if ((typeof id !== 'string' && typeof id !== 'number') ||
        !/^[\x21-\x7e]{1,200}$/.test(String(id)))
        return undefined;
    const word = typeof status === 'string' ? status : '';
    const known = word.toLowerCase();
    const type = typeof item['gen_type'] === 'string' ? item['gen_type'] : '';
    const at = item['created_at'];
    const created = typeof at === 'string' || typeof at === 'number' ? timeOf(at) : NaN;
    return {
        id: String(id),
        model: typeof model === 'string' ? model : '',
        type,
        createdAt: Number.isNaN(created) ? undefined : created,
        state: known === 'done' ? 'done' : failedStatuses.has(known) ? 'failed' : 'running',
        rawStatus: word,
        failedReason: reasonOf(reason),
        assets: assetsOf(item['assets'], type === '' ? 'image' : type),
        outputs: numberOf(item['output_nums']),
        credits: Math.max(0, numberOf(item['credits_used']) ?? 0),
        params: (0,_base_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u4)(item['input_params']) ? item['input_params'] : {},
        raw,
    };
}


/***/ }),

/***/ 8352:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ durations)
/* harmony export */ });
const second = 1000;
const minute = 60 * second;
/** The lengths of time of the product as it is shipped. */
const durations = {
    api: {
        get: 15 * second,
        post: 2 * minute,
        postGrace: 5 * second,
        maxOutage: 5 * minute,
        longestRetryAfter: minute,
        firstBackoff: second / 2,
        longestBackoff: 5 * second,
        models: minute,
        suggestions: 10 * second,
        balance: 10 * second,
    },
    checks: {
        schema: 2 * second,
        pattern: second / 4,
    },
    polling: {
        imageFirst: 2 * second,
        imageInterval: second,
        imageEarly: 10 * second,
        imageLater: 2 * second,
        otherFirst: 10 * second,
        otherInterval: 5 * second,
        longestInterval: 30 * second,
        look: 30 * second,
        missing: minute,
        lateAssets: 5 * second,
        heartbeat: 30 * second,
    },
    settle: {
        holdAfterReset: 10 * second,
        holdAfterTimeout: minute,
        pause: 2.5 * second,
        list: 20 * second,
        tolerance: 30 * second,
    },
    prices: {
        pause: 5 * second,
        look: 10 * second,
    },
    assets: {
        slowest: minute,
        retryPause: 10 * second,
        probe: 10 * second,
        gonePause: 10 * second,
        fresh: 30 * second,
    },
    ledger: {
        read: 5 * second,
        save: 15 * second,
        interval: second,
        close: 5 * second,
        closeCancelled: second,
        open: 4 * second,
    },
    github: {
        request: 30 * second,
        upload: 10 * minute,
        longestWait: minute,
    },
    outputs: {
        interval: second,
    },
};


/***/ }),

/***/ 4758:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H6: () => (/* binding */ orAborted),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   pH: () => (/* binding */ StepFailure)
/* harmony export */ });
/** A mistake of the workflow's author. The message is the step's one red sentence: it names the input and what it takes. */
class InputError extends Error {
    name = 'InputError';
}
/** Thrown once, after everything is published: the step fails with exactly this sentence and no stack. */
class StepFailure extends Error {
    name = 'StepFailure';
}
/** The message of anything that was thrown, without a stack. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
/** What `work` resolves with, unless `signal` aborts first: then it rejects with the signal's reason at once. */
async function orAborted(work, signal) {
    signal.throwIfAborted();
    const done = new AbortController();
    const aborted = new Promise((_, reject) => {
        const stop = () => {
            reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
        };
        signal.addEventListener('abort', stop, { once: true, signal: done.signal });
    });
    try {
        return await Promise.race([work, aborted]);
    }
    finally {
        done.abort();
    }
}


/***/ }),

/***/ 3659:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ canonical),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   fK: () => (/* binding */ valueAt),
/* harmony export */   u4: () => (/* binding */ isRecord)
/* harmony export */ });
/** True for a JSON object. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** The items of a JSON array; none of anything else. */
function listOf(value) {
    return Array.isArray(value) ? value : [];
}
/** JSON with the keys in order. */
function canonical(value) {
    if (Array.isArray(value))
        return `[${value.map(canonical).join()}]`;
    if (!isRecord(value))
        return JSON.stringify(value);
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}
/** The value at a path of keys; undefined where the path leads to no object. */
function valueAt(value, ...keys) {
    return keys.reduce((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}


/***/ }),

/***/ 5732:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ nodeProblem)
/* harmony export */ });
/** Why a Node of this version (`20.11.1`) cannot run the action; undefined where it can. A runner brings what action.yml names. */
function nodeProblem(version) {
    if (Number(version.split('.', 1)[0]) >= 24)
        return undefined;
    return `The action needs Node 24, and this is Node ${version}. Start it with Node 24, as GitHub's runner does.`;
}


/***/ }),

/***/ 766:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   g$: () => (/* binding */ sanitizeLine),
/* harmony export */   gP: () => (/* binding */ either),
/* harmony export */   td: () => (/* binding */ pluralize),
/* harmony export */   xv: () => (/* binding */ truncate)
/* harmony export */ });
const invisible = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]+/gu;
const longest = 2000;
/**
 * Text from outside as one log line that the runner cannot obey: it takes `::command::` at the start of a line and
 * `##[command]` anywhere in it, on stdout and stderr alike. Control and direction characters become spaces.
 */
function sanitizeLine(text) {
    const line = text
        .replace(invisible, ' ')
        .trim()
        .replace(/##(?=\[)/g, '# #')
        .replace(/^::/, ': :');
    return truncate(line, longest);
}
/** A length of time for people: `6.2s`, `3m20s`, `1h05m`. Takes milliseconds. */
function formatDuration(ms) {
    const seconds = ms / 1000;
    if (seconds < 10)
        return `${Number(seconds.toFixed(1))}s`;
    if (seconds < 60)
        return `${Math.round(seconds)}s`;
    const whole = Math.round(seconds);
    const two = (n) => String(n).padStart(2, '0');
    return whole < 3600
        ? `${Math.floor(whole / 60)}m${two(whole % 60)}s`
        : `${Math.floor(whole / 3600)}h${two(Math.floor((whole % 3600) / 60))}m`;
}
/** `1 credit`, `2.5 credits`, `3 files`. */
function pluralize(n, noun) {
    return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
function either(words) {
    return words.length < 2
        ? words.join()
        : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
/** The first `most` characters, with `…` where something was cut. Cuts between characters, never inside one. */
function truncate(text, most) {
    if (text.length <= most)
        return text;
    return `${text.slice(0, endOfCharacter(text, most))}…`;
}
/** The last place at or before `at` where a character ends: emoji, flags and accents take several UTF-16 units. */
function endOfCharacter(text, at) {
    const near = new Intl.Segmenter().segment(text.slice(0, at + 64)).containing(at);
    if (near && near.index > at - longestCharacter)
        return near.index;
    // Thousands of accents on one letter: at least no surrogate pair is cut.
    return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}
const longestCharacter = 100;
/** All white space as single spaces, and none at the ends. */
function oneLine(text) {
    return text.replace(/\s+/g, ' ').trim();
}


/***/ }),

/***/ 7384:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ isLoopback),
/* harmony export */   q: () => (/* binding */ webUrl)
/* harmony export */ });
/** A URL that may be fetched or linked: https, or http on loopback, without user and password. Undefined for all else. */
function webUrl(text) {
    const url = URL.parse(text);
    if (!url || url.username || url.password)
        return undefined;
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
        ? url
        : undefined;
}
/** `localhost`, `127.*` and `::1`, as `URL.hostname` has them. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}


/***/ }),

/***/ 9407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5919);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_worker_threads__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _base_durations_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8352);
/* harmony import */ var _base_node_version_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5732);
/* harmony import */ var _start_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4016);




const problem = (0,_base_node_version_js__WEBPACK_IMPORTED_MODULE_3__/* .nodeProblem */ .k)(process.versions.node);
if (problem !== undefined) {
    process.stdout.write(`::error::${problem}\n`);
    process.exitCode = 1;
}
else if (node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.isMainThread)
    await (0,_start_js__WEBPACK_IMPORTED_MODULE_2__/* .step */ .P)(_base_durations_js__WEBPACK_IMPORTED_MODULE_1__/* .durations */ .S, process.env);
else if (node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.parentPort)
    (await Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 6598))).serveVault(node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.parentPort);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 5739:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Iy: () => (/* binding */ unchained),
/* harmony export */   Si: () => (/* binding */ placeholderHost),
/* harmony export */   hD: () => (/* binding */ findingOf),
/* harmony export */   hc: () => (/* binding */ resolveWithPlaceholders),
/* harmony export */   jw: () => (/* binding */ findingInFile),
/* harmony export */   q2: () => (/* binding */ parentResult)
/* harmony export */ });
/* unused harmony export withoutParams */
/** The same generation without some of its params. */
function withoutParams(generation, keys) {
    const without = (params) => Object.fromEntries(Object.entries(params).filter(([key]) => !keys.has(key)));
    const resolvedWithout = ({ params, problems }) => ({
        params: without(params),
        problems: problems.filter(({ path }) => !keys.has(String(path[0]))),
    });
    return {
        ...generation,
        params: without(generation.params),
        resolve: (of) => resolvedWithout(generation.resolve(of)),
        expect: (kindOf) => resolvedWithout(generation.expect(kindOf)),
    };
}
/** What a generation is that waits for no other. */
function unchained(params) {
    const resolve = () => ({ params, problems: [] });
    return { parents: [], resolve, expect: resolve };
}
/** A problem as a finding, at its place. Its path is a key of a generation's params where there is a generation. */
function findingOf({ severity, path, message }, generation, locate) {
    const place = locate(path);
    return {
        severity,
        message,
        ...(generation !== undefined && { generation }),
        ...(generation !== undefined && path.length > 0 && { key: path.join('.') }),
        ...(place && { place }),
    };
}
/** A problem at a path of a manifest as a finding, with its key where it is about a param. */
function findingInFile(problem, locate) {
    const [top, second, third] = problem.path;
    const start = top === 'generations' && third === 'params'
        ? 3
        : top === 'defaults' && second === 'params'
            ? 2
            : Infinity;
    const key = problem.path.slice(start).join('.');
    return { ...findingOf(problem, undefined, locate), ...(key !== '' && { key }) };
}
/** The result of a finished task, to its children. */
function parentResult({ name, model }, task) {
    const { id, assets, credits, params } = task;
    return {
        name,
        model_name: model,
        input_params: params,
        status: 'done',
        task_id: id,
        credits_used: credits,
        assets,
    };
}
/**
 * The params of a child with placeholders for the results of its parents. A placeholder has as many assets as the parent's
 * params seem to ask for; where the child takes one beyond, which number it takes may be computed, more of them.
 */
function resolveWithPlaceholders(child, of) {
    const errors = ({ problems }) => problems.filter(({ severity }) => severity === 'error').length;
    let best = child.resolve((name) => placeholderResult(of(name)));
    for (const count of moreAssets) {
        if (errors(best) === 0)
            break;
        const next = child.resolve((name) => placeholderResult(of(name), count));
        if (errors(next) < errors(best))
            best = next;
    }
    return best;
}
/** Numbers of assets that are tried in turn. No model makes more. */
const moreAssets = [2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100];
function placeholderResult({ id, kind = 'file', parent }, least = 1) {
    const asked = Object.entries(parent?.params ?? {}).flatMap(([key, value]) => /^(num_|n$)|_nums?$/.test(key) && Number.isInteger(value) ? Number(value) : []);
    const count = Math.min(100, Math.max(least, ...asked));
    return {
        name: parent?.name ?? '',
        model_name: parent?.model ?? '',
        input_params: parent?.params ?? noParams,
        status: 'done',
        task_id: id,
        credits_used: 1,
        assets: Array.from({ length: count }, (_, i) => {
            const url = `https://${placeholderHost}/${kind}/${id}-${i + 1}${extensions[kind] ?? ''}`;
            return { type: kind, url, thumbnail_url: `${url}-thumbnail` };
        }),
    };
}
const noParams = {};
const extensions = {
    image: '.png',
    video: '.mp4',
    audio: '.mp3',
};
/** No host can have this name. */
const placeholderHost = 'not-made-yet.invalid';


/***/ }),

/***/ 8185:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BU: () => (/* binding */ partOf),
/* harmony export */   IT: () => (/* binding */ parentsFirst),
/* harmony export */   LP: () => (/* binding */ inCycles)
/* harmony export */ });
/** Parents before children, else in the order given. Those in a cycle, and what waits for them, are left out. */
function parentsFirst(links) {
    const children = childrenOf(links);
    const missing = new Map(links.map(({ name, parents }) => [name, new Set(parents).size]));
    const sorted = links.filter(({ name }) => missing.get(name) === 0);
    for (const { name } of sorted) {
        for (const child of children.get(name) ?? []) {
            const left = (missing.get(child.name) ?? 0) - 1;
            missing.set(child.name, left);
            if (left === 0)
                sorted.push(child);
        }
    }
    return sorted;
}
/** Those that wait, by whatever way, for themselves. */
function inCycles(links) {
    const sorted = new Set(parentsFirst(links));
    const stuck = links.filter((link) => !sorted.has(link));
    const parentsOf = new Map(stuck.map(({ name, parents }) => [name, parents]));
    return stuck.filter(({ name }) => {
        const seen = new Set(parentsOf.get(name));
        for (const each of seen)
            for (const next of parentsOf.get(each) ?? [])
                seen.add(next);
        return seen.has(name);
    });
}
/**
 * The part of a manifest that one of several jobs does. Chains stay together, and so do links that are alike: two jobs could
 * not tell whose is which of two equal tasks. Each group goes, in the order given, to the job that has least so far. The
 * parts are disjoint, complete, and depend on nothing but what is given.
 */
function partOf(links, { index, of }, likeness) {
    const load = Array.from({ length: of }, () => 0);
    const mine = new Set();
    for (const chain of chainsIn(links, likeness)) {
        const shard = load.indexOf(Math.min(...load));
        load[shard] = (load[shard] ?? 0) + chain.length;
        if (shard === index - 1)
            for (const link of chain)
                mine.add(link);
    }
    return links.filter((link) => mine.has(link));
}
function chainsIn(links, likeness) {
    const byName = new Map(links.map((link) => [link.name, link]));
    const keys = new Map(links.map((link) => [link, likeness(link)]));
    const alike = Map.groupBy(links, (link) => keys.get(link));
    const children = childrenOf(links);
    const taken = new Set();
    return links.flatMap((first) => {
        if (taken.has(first))
            return [];
        const chain = new Set([first]);
        for (const link of chain) {
            const { name, parents } = link;
            for (const twin of alike.get(keys.get(link)) ?? [])
                chain.add(twin);
            alike.delete(keys.get(link));
            for (const parent of parents) {
                const above = byName.get(parent);
                if (above)
                    chain.add(above);
            }
            for (const child of children.get(name) ?? [])
                chain.add(child);
        }
        for (const link of chain)
            taken.add(link);
        return [[...chain]];
    });
}
function childrenOf(links) {
    const children = new Map(links.map(({ name }) => [name, []]));
    for (const link of links)
        for (const parent of new Set(link.parents))
            children.get(parent)?.push(link);
    return children;
}


/***/ }),

/***/ 6598:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.r(__webpack_exports__);
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Vault: () => (/* binding */ Vault),
/* harmony export */   serveVault: () => (/* binding */ serveVault)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5919);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_worker_threads__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4758);




/** Loading the toolkit takes this long at most, in milliseconds: the machine may be busy, which is not the service's doing. */
const loadTime = 20_000;
/** The thread that talks to the cache service; a new one after one that did not answer. */
class Vault {
    #temp;
    #worker;
    #isLoaded = false;
    #loaded = Promise.withResolvers();
    #next = 0;
    /** `temp`: the runner's temp folder. */
    constructor(temp) {
        this.#temp = temp;
        this.#worker = this.#start();
    }
    #start() {
        const worker = startWorker(this.#temp);
        worker.on('message', ({ id }) => {
            if (id !== 0)
                return;
            this.#isLoaded = true;
            this.#loaded.resolve(undefined);
        });
        return worker;
    }
    /** Resolves once the toolkit was loaded, or the thread ended. */
    get loaded() {
        return this.#loaded.promise;
    }
    /**
     * The vault's text. Rejects with the service's complaint, or `ms` after the toolkit was loaded; the thread is ended then.
     */
    async ask(question, ms) {
        const worker = (this.#worker ??= this.#start());
        const id = (this.#next += 1);
        return new Promise((resolve, reject) => {
            const limit = (time) => setTimeout(() => {
                fail(new Error(`GitHub's cache service did not answer within ${time / 1000}s`));
            }, time);
            const done = () => {
                clearTimeout(timer);
                worker.off('message', hear);
                worker.off('error', fail);
            };
            const fail = (error) => {
                done();
                this.end();
                reject(error instanceof Error ? error : new Error(String(error)));
            };
            const hear = (answer) => {
                if (answer.id === 0) {
                    clearTimeout(timer);
                    timer = limit(ms);
                }
                if (answer.id !== id)
                    return;
                done();
                if ('error' in answer)
                    reject(new Error(answer.error));
                else if ('text' in answer)
                    resolve(answer.text);
            };
            let timer = limit(this.#isLoaded ? ms : loadTime);
            worker.on('message', hear);
            worker.on('error', fail);
            worker.postMessage({ id, ...question });
        });
    }
    end() {
        void this.#worker?.terminate();
        this.#worker = undefined;
        this.#isLoaded = false;
        this.#loaded.resolve(undefined);
    }
}
/** This very bundle: its entry serves the vault when it finds itself in a thread. It does not keep the process alive. */
function startWorker(temp) {
    const worker = new node_worker_threads__WEBPACK_IMPORTED_MODULE_2__.Worker(process.argv[1] ?? '', {
        stdout: true,
        stderr: true,
        env: node_worker_threads__WEBPACK_IMPORTED_MODULE_2__.SHARE_ENV,
        workerData: { temp },
    });
    worker.unref();
    // An error without a listener would be thrown; the one that is asked hears it too.
    worker.on('error', () => undefined);
    return worker;
}
/**
 * Moves home and workspace of this process to `folder`, for the cache toolkit, which packs a path below the one relative to
 * the other: so runners of one user do not share its file, and an entry can be unpacked wherever the workspace is.
 */
function moveHome(folder) {
    for (const name of ['HOME', 'USERPROFILE', 'GITHUB_WORKSPACE'])
        process.env[name] = folder;
}
/** Literally this path: the list of paths is part of a cache entry's version. */
const path = '~/.creatify-ledger';
/**
 * Serves GitHub's cache service from a thread of its own, one request after the other: `@actions/cache` cannot be aborted,
 * tells failures only by what it prints, prints much, and is 2.4 MB to load. The thread's owner may end it at any time.
 */
function serveVault(port) {
    const printed = [];
    const listen = (text) => printed.push(String(text)) > 0;
    process.stdout.write = listen;
    process.stderr.write = listen;
    const { temp } = node_worker_threads__WEBPACK_IMPORTED_MODULE_2__.workerData;
    const opening = (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temp, 'creatify-ledger-')).then((home) => {
        moveHome(home);
        return home;
    });
    // Loading takes longer than anything it is asked: it begins at once.
    const toolkit = Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(838), __nccwpck_require__.e(830), __nccwpck_require__.e(131)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7131)).then((loaded) => {
        port.postMessage({ id: 0 });
        return loaded;
    });
    let last = Promise.resolve();
    port.on('message', (request) => {
        last = last.then(async () => {
            printed.length = 0;
            try {
                port.postMessage({
                    id: request.id,
                    text: await answer(request, await opening, await toolkit, printed),
                });
            }
            catch (error) {
                port.postMessage({ id: request.id, error: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error) });
            }
        });
    });
}
async function answer(request, home, { restoreCache, saveCache }, printed) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, '.creatify-ledger');
    if ('read' in request) {
        const { prefix } = request.read;
        const key = await restoreCache([path], prefix, [prefix], undefined, true);
        if (key !== undefined)
            return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8');
        const complaint = complaintIn(printed);
        if (complaint !== undefined)
            throw new Error(complaint);
        return undefined;
    }
    const { key, text } = request.save;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, text);
    const id = await saveCache([path], key, undefined, true);
    if (id === -1)
        throw new Error(complaintIn(printed) ?? 'the entry was not taken');
    return undefined;
}
/** The last thing the toolkit complained of, without the runner's command syntax. */
function complaintIn(printed) {
    const lines = printed.join('').split('\n');
    const said = lines.findLast((line) => /^::(warning|error)|not permit|Failed to/.test(line));
    return said
        ?.replace(/^::(warning|error)[^:]*::/, '')
        .split(/%0A|\r/)[0]
        ?.trim();
}


/***/ }),

/***/ 403:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bz: () => (/* binding */ mayRecall),
/* harmony export */   Ty: () => (/* binding */ notedIds),
/* harmony export */   WS: () => (/* binding */ fingerprints),
/* harmony export */   au: () => (/* binding */ openLedger),
/* harmony export */   f_: () => (/* binding */ paidByRun),
/* harmony export */   g0: () => (/* binding */ fingerprinted)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _manifest_graph_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(8185);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(3659);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4758);
/* harmony import */ var _manifest_generation_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5739);
/* harmony import */ var _cache_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6598);







const readTime = 5000;
const saveTime = 15_000;
const saveInterval = 1000;
const hurry = 500;
/** True when an earlier attempt or run may have left something. */
function mayRecall(reuse, { cacheService, runAttempt }) {
    return cacheService && (reuse === 'always' || (reuse === 'run' && runAttempt > 1));
}
/** Reads what was left by earlier attempts. Rejects only when `signal` aborts. */
async function openLedger(scope, context, { log, signal }) {
    const { reuse } = scope;
    if (reuse === 'never')
        return forgetful;
    const tell = oneLine(log);
    if (!context.cacheService) {
        tell.cannotSave('GitHub offers no cache service here');
        return forgetful;
    }
    const name = scopeOf(scope, context);
    const prefix = `creatify-${name}-`;
    const vault = new _cache_js__WEBPACK_IMPORTED_MODULE_3__.Vault(context.temp);
    const read = async () => {
        const text = await vault.ask({ read: { prefix } }, readTime);
        return text === undefined ? nothingYet : snapshotIn(text, name);
    };
    const reading = mayRecall(reuse, context)
        ? read().catch((error) => {
            tell.cannotRead((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error));
            return undefined;
        })
        : Promise.resolve(undefined);
    return new SavingLedger(await (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .orAborted */ .H6)(reading, signal), vault, tell.cannotSave, {
        run: context.runId,
        attempt: `${context.runId}.${context.runAttempt}`,
        key: () => `${prefix}${context.runAttempt}-${Date.now()}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)().slice(0, 8)}`,
        text: (snapshot) => JSON.stringify({ scope: name, ...snapshot }),
        read,
        troubled: tell.told,
    });
}
const nothingYet = { tasks: {}, pending: {}, runs: {} };
/** Tells tasks that were paid for by this run from those that an earlier one paid for, as far as `ledger` knows. */
function paidByRun(runId, ledger) {
    const payers = ledger?.earlier?.runs;
    return ({ id }) => (payers?.[id] ?? runId) === runId;
}
const askedLength = 16;
/**
 * Names what is bought: model, params (whatever the order of their keys) and the ordinal among equal generations of the
 * whole manifest. Without the name and `webhook-url`, which change nothing about the picture. The values that a child takes
 * from a parent are known by the parent's task: its files may get new URLs.
 */
function fingerprints(generations) {
    const seen = new Map();
    const alone = new Map();
    return new Map((0,_manifest_graph_js__WEBPACK_IMPORTED_MODULE_5__/* .parentsFirst */ .IT)(generations).map((generation) => {
        const { name, model, parents } = generation;
        const { params } = (0,_manifest_generation_js__WEBPACK_IMPORTED_MODULE_2__/* .resolveWithPlaceholders */ .hc)(generation, (parent) => ({
            id: alone.get(parent) ?? '',
        }));
        const content = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .canonical */ .$N)([model, params]);
        const ordinal = seen.get(content) ?? 0;
        seen.set(content, ordinal + 1);
        const own = sha256(`${content}#${ordinal}`);
        alone.set(name, own);
        const asked = own.slice(0, askedLength);
        if (parents.length === 0)
            return [generation, { asked, of: () => own }];
        const of = (idOf) => {
            const ids = parents.map((parent) => idOf(parent) ?? '');
            return ids.includes('') ? undefined : sha256([own, ...ids].join());
        };
        return [generation, { asked, of }];
    }));
}
/** Tasks by fingerprint: of generations whose task is known, parents included. */
function fingerprinted(prints, idOf) {
    const tasks = new Map();
    for (const [{ name }, print] of prints) {
        const [fingerprint, id] = [print.of(idOf), idOf(name)];
        if (fingerprint !== undefined && id !== undefined)
            tasks.set(fingerprint, id);
    }
    return tasks;
}
/** The ids that were noted, by the name of the generation. */
function notedIds(prints, { tasks }) {
    const ids = new Map();
    for (const [{ name }, print] of prints) {
        const id = tasks[print.of((parent) => ids.get(parent)) ?? ''];
        if (id !== undefined)
            ids.set(name, id);
    }
    return ids;
}
const forgetful = {
    earlier: undefined,
    remembers: false,
    open: async () => Promise.resolve(),
    record: () => undefined,
    settle: () => undefined,
    learn: () => undefined,
    close: async () => Promise.resolve(),
};
/** However much goes wrong with the cache service, people read one line of it. */
function oneLine(log) {
    let told = false;
    const once = (say, text) => {
        if (!told)
            say(text);
        told = true;
    };
    return {
        told: () => told,
        cannotSave: (why) => {
            once(log.info, `A re-run could not pick up here: ${why.replace(/\.$/, '')}. The ids of the tasks are in the outputs and the log.`);
        },
        cannotRead: (why) => {
            once(log.warning, `This re-run cannot pick up what was paid for earlier, and may buy it again: ${why.replace(/\.$/, '')}.`);
        },
    };
}
class SavingLedger {
    earlier;
    #vault;
    #tell;
    #keeping;
    #tasks = new Map();
    #hurry = new AbortController();
    #opened;
    /** What this attempt asked for and of which nothing more is known. */
    #open = new Set();
    #resolved = new Set();
    /** Counts what there is to save, and what was. */
    #version = 0;
    #saved = 0;
    #saving;
    /** Once it was waited for in vain, it is not waited for again. */
    #slow;
    constructor(earlier, vault, tell, keeping) {
        this.earlier = earlier;
        this.#vault = vault;
        this.#tell = tell;
        this.#keeping = keeping;
        this.#slow = keeping.troubled();
    }
    get remembers() {
        return !this.#keeping.troubled();
    }
    async open(now, asked, ms) {
        this.#opened = now;
        for (const each of asked)
            this.#open.add(each);
        this.#changed();
        await this.#wait(ms);
    }
    record(fingerprint, id) {
        this.#tasks.set(fingerprint, id);
        this.#changed();
    }
    settle(asked) {
        if (this.#open.delete(asked))
            this.#changed();
    }
    learn(tasks, resolved) {
        for (const [fingerprint, id] of tasks)
            this.#tasks.set(fingerprint, id);
        for (const each of resolved)
            this.#resolved.add(each);
    }
    async close(ms) {
        this.#hurry.abort();
        if (!this.#saving && this.#saved !== this.#version)
            this.#changed();
        await this.#wait(ms);
        this.#vault.end();
    }
    async #wait(ms) {
        if (!this.#saving)
            return;
        const late = new AbortController();
        // A busy machine that loads the toolkit is not a slow service.
        const limit = this.#vault.loaded.then(async () => (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(this.#slow ? Math.min(ms, hurry) : ms, 'late', { signal: late.signal }));
        const end = await Promise.race([this.#saving.then(() => 'saved'), limit.catch(() => 'late')]);
        late.abort();
        this.#slow = end === 'late';
        if (this.#slow)
            this.#tell("GitHub's cache service is slow");
    }
    #changed() {
        this.#version += 1;
        this.#saving ??= this.#saveAll().finally(() => {
            this.#saving = undefined;
        });
    }
    /** At most once a second; what changes meanwhile is saved next. After trouble, the next change tries again. */
    async #saveAll() {
        for (let tried = -1; this.#version !== tried;) {
            await (tried < 0
                ? (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setImmediate)()
                : (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(saveInterval, undefined, { signal: this.#hurry.signal }).catch(() => undefined));
            tried = this.#version;
            try {
                // Another call with this scope may have saved meanwhile. Unread, it must not be saved over.
                const text = this.#keeping.text(this.#merged(await this.#keeping.read()));
                await this.#vault.ask({ save: { key: this.#keeping.key(), text } }, saveTime);
                this.#saved = tried;
            }
            catch (error) {
                this.#tell((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error));
            }
        }
    }
    #merged(newest) {
        const { attempt, run } = this.#keeping;
        const paid = [...this.#tasks.values()].filter((id) => !(id in newest.runs));
        const before = this.earlier?.pending ?? {};
        const others = Object.entries(newest.pending).flatMap(([of, { since, asked }]) => {
            const left = of in before ? asked.filter((each) => !this.#resolved.has(each)) : asked;
            return of === attempt || left.length === 0 ? [] : [[of, { since, asked: left }]];
        });
        const since = this.#opened;
        const own = since === undefined || this.#open.size === 0
            ? []
            : [[attempt, { since, asked: [...this.#open] }]];
        return {
            tasks: { ...newest.tasks, ...Object.fromEntries(this.#tasks) },
            pending: Object.fromEntries([...others, ...own]),
            runs: { ...newest.runs, ...Object.fromEntries(paid.map((id) => [id, run])) },
        };
    }
}
function scopeOf({ reuse, key, apiOrigin }, { identity: { workflow, job, step }, runId }) {
    const parts = [workflow, job, step, key, apiOrigin, reuse === 'run' ? runId : ''];
    return sha256(JSON.stringify(parts)).slice(0, 32);
}
const idPattern = /^[\w-]{1,100}$/;
/** A snapshot as we wrote it. Throws for any other text: whoever can push to a branch can write its cache entries. */
function snapshotIn(text, scope) {
    const parsed = JSON.parse(text);
    const { tasks, pending, runs } = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u4)(parsed) && parsed['scope'] === scope ? parsed : {};
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u4)(tasks) || !(0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u4)(pending))
        throw new Error('the cache entry is not ours');
    const ids = (entries) => Object.fromEntries(Object.entries(entries).filter((entry) => idPattern.test(String(entry[1]))));
    return {
        tasks: ids(tasks),
        runs: ids((0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u4)(runs) ? runs : {}),
        pending: Object.fromEntries(Object.entries(pending).flatMap(([attempt, each]) => {
            const left = pendingIn(each);
            return left ? [[attempt, left]] : [];
        })),
    };
}
function pendingIn(value) {
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u4)(value))
        return undefined;
    const { since, asked } = value;
    if (typeof since !== 'number' || !Array.isArray(asked))
        return undefined;
    return { since, asked: asked.filter((each) => typeof each === 'string') };
}
function sha256(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}


/***/ }),

/***/ 4016:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  P: () => (/* binding */ step)
});

// EXTERNAL MODULE: ./src/api/creatify.ts + 1 modules
var creatify = __nccwpck_require__(9401);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __nccwpck_require__(4758);
;// CONCATENATED MODULE: ./src/base/proxy.ts

/** The proxy settings of an environment. */
function proxyVariables(env) {
    const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY'];
    return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
/**
 * The proxy for requests to `url`, as GitHub's toolkit reads the variables: the lower-case one first, and never for loopback
 * or a host in `no_proxy`. Throws InputError for a proxy that cannot be used.
 */
function proxyFor(url, variables) {
    if (isExempt(url, variables))
        return undefined;
    const names = url.protocol === 'https:'
        ? ['https_proxy', 'HTTPS_PROXY']
        : ['http_proxy', 'HTTP_PROXY'];
    const name = names.find((each) => variables[each]);
    return name && proxyIn(name, variables[name] ?? '');
}
function proxyIn(name, value) {
    const proxy = /^https?:\/\//i.test(value) ? URL.parse(value) : null;
    if (!proxy) {
        // It may hold a password.
        const shown = value.includes('@') ? '(a URL with a user)' : value;
        throw new errors/* InputError */.dz(`The environment variable \`${name}\` is ${shown}. It takes the URL of a proxy with its scheme, like \`http://proxy.example.com:3128\`.`);
    }
    try {
        decodeURIComponent(proxy.username + proxy.password);
    }
    catch {
        throw new errors/* InputError */.dz(`The environment variable \`${name}\` has a \`%\` in its user or password that begins no code like \`%40\`. Write such a \`%\` as \`%25\`.`);
    }
    return proxy;
}
function isExempt({ hostname, port, protocol }, variables) {
    if (/^(localhost$|127\.|\[::1\])/i.test(hostname))
        return true;
    const host = hostname.toUpperCase();
    const hosts = [host, `${host}:${port || (protocol === 'https:' ? '443' : '80')}`];
    const exempt = (variables.no_proxy || variables.NO_PROXY || '')
        .split(',')
        .map((each) => each.trim().toUpperCase())
        .filter((each) => each !== '');
    return exempt.some((each) => {
        const suffix = each.startsWith('.') ? each : `.${each}`;
        return each === '*' || hosts.some((known) => known === each || known.endsWith(suffix));
    });
}

// EXTERNAL MODULE: ./src/base/text.ts
var base_text = __nccwpck_require__(766);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./src/base/json.ts
var json = __nccwpck_require__(3659);
;// CONCATENATED MODULE: ./src/inputs/context.ts




/**
 * Reads `GITHUB_*` and `RUNNER_*` of an environment and the payload of its event. Never throws: what is missing has a
 * default that changes nothing.
 */
function readContext(env, event) {
    return {
        workspace: (0,external_node_path_.resolve)(env['GITHUB_WORKSPACE'] ?? '.'),
        temp: (0,external_node_path_.resolve)(env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)()),
        outputFile: env['GITHUB_OUTPUT'] || undefined,
        rawFilesUrl: rawFilesUrl(env, event),
        eventName: env['GITHUB_EVENT_NAME'] ?? '',
        withoutSecrets: withoutSecrets(env, event),
        cacheService: Boolean(env['ACTIONS_RUNTIME_TOKEN'] && (env['ACTIONS_RESULTS_URL'] ?? env['ACTIONS_CACHE_URL'])),
        proxies: proxyVariables(env),
        repository: repositoryOf(env, event),
        github: expressionContext(env, event),
        runAttempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
        runId: env['GITHUB_RUN_ID'] ?? '',
        identity: {
            workflow: (env['GITHUB_WORKFLOW_REF'] ?? env['GITHUB_WORKFLOW'] ?? '').replace(/@.*$/, ''),
            job: env['GITHUB_JOB'] ?? '',
            step: env['GITHUB_ACTION'] ?? '',
        },
    };
}
function serverUrlOf(env) {
    return (env['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(/\/+$/, '');
}
function repositoryOf(env, event) {
    const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
    const serverUrl = serverUrlOf(env);
    const run = (0,json/* valueAt */.fK)(event, 'workflow_run');
    const listed = (0,json/* valueAt */.fK)(run, 'pull_requests');
    // A run of a fork may be about a pull request to another repository of the network.
    const ours = (Array.isArray(listed) ? listed : []).find((each) => (0,json/* valueAt */.fK)(each, 'base', 'repo', 'id') === (0,json/* valueAt */.fK)(event, 'repository', 'id'));
    const number = (0,json/* valueAt */.fK)(event, 'pull_request', 'number') ??
        ((0,json/* valueAt */.fK)(event, 'issue', 'pull_request') === undefined
            ? undefined
            : (0,json/* valueAt */.fK)(event, 'issue', 'number')) ??
        (0,json/* valueAt */.fK)(ours, 'number');
    const login = (0,json/* valueAt */.fK)(run, 'head_repository', 'owner', 'login');
    const branch = (0,json/* valueAt */.fK)(run, 'head_branch');
    const sha = (0,json/* valueAt */.fK)(event, 'pull_request', 'head', 'sha') ?? (0,json/* valueAt */.fK)(run, 'head_sha') ?? env['GITHUB_SHA'];
    return {
        apiUrl: (env['GITHUB_API_URL'] ?? 'https://api.github.com').replace(/\/+$/, ''),
        serverUrl,
        owner,
        repo,
        pullRequest: typeof number === 'number' ? number : undefined,
        head: typeof login === 'string' && typeof branch === 'string' ? `${login}:${branch}` : undefined,
        sha: typeof sha === 'string' ? sha : '',
        runUrl: `${serverUrl}/${owner}/${repo}/actions/runs/${env['GITHUB_RUN_ID'] ?? ''}/attempts/${env['GITHUB_RUN_ATTEMPT'] ?? '1'}`,
    };
}
/**
 * Variables of the runner that are text properties of the context `github`. None of them is a secret. From GitHub's page
 * "Contexts reference".
 */
const textProperties = [
    'action',
    'action_path',
    'action_ref',
    'action_repository',
    'actor',
    'actor_id',
    'api_url',
    'base_ref',
    'env',
    'event_name',
    'event_path',
    'graphql_url',
    'head_ref',
    'job',
    'path',
    'ref',
    'ref_name',
    'ref_type',
    'repository',
    'repository_id',
    'repository_owner',
    'repository_owner_id',
    'retention_days',
    'run_attempt',
    'run_id',
    'run_number',
    'server_url',
    'sha',
    'triggering_actor',
    'workflow',
    'workflow_ref',
    'workflow_sha',
    'workspace',
];
/** Without `secret_source` and `action_status`, which no variable has. */
function expressionContext(env, event) {
    const properties = textProperties.flatMap((name) => {
        const value = env[`GITHUB_${name.toUpperCase()}`];
        return value === undefined ? [] : [[name, value]];
    });
    const repository = env['GITHUB_REPOSITORY'] ?? '';
    const host = URL.parse(serverUrlOf(env))?.host ?? 'github.com';
    return {
        ...Object.fromEntries(properties),
        ref_protected: env['GITHUB_REF_PROTECTED'] === 'true',
        ...(repository !== '' && { repositoryUrl: `git://${host}/${repository}.git` }),
        event: (0,json/* isRecord */.u4)(event) ? event : {},
    };
}
function rawFilesUrl(env, event) {
    const head = (0,json/* valueAt */.fK)(event, 'pull_request', 'head');
    const repository = head === undefined ? (0,json/* valueAt */.fK)(event, 'repository') : (0,json/* valueAt */.fK)(head, 'repo');
    const name = (0,json/* valueAt */.fK)(repository, 'full_name') ?? env['GITHUB_REPOSITORY'];
    const sha = (0,json/* valueAt */.fK)(head, 'sha') ?? env['GITHUB_SHA'];
    if ((0,json/* valueAt */.fK)(repository, 'private') !== false)
        return undefined;
    if (typeof name !== 'string' || typeof sha !== 'string')
        return undefined;
    if (env['GITHUB_SERVER_URL'] !== 'https://github.com')
        return undefined;
    return `https://raw.githubusercontent.com/${name}/${sha}/`;
}
/** Every event about a pull request from another repository, but for `pull_request_target`, which has the secrets. */
function withoutSecrets(env, event) {
    if (env['GITHUB_ACTOR'] === 'dependabot[bot]')
        return true;
    if (env['GITHUB_EVENT_NAME'] === 'pull_request_target')
        return false;
    const head = (0,json/* valueAt */.fK)(event, 'pull_request', 'head');
    if (head === undefined)
        return false;
    // Null where the fork was deleted.
    return (0,json/* valueAt */.fK)(head, 'repo', 'full_name') !== (0,json/* valueAt */.fK)(event, 'repository', 'full_name');
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./src/inputs/environment.ts

/** The payload of the event that started the run; undefined where the runner gives none, or none that can be read. */
function readEvent(env) {
    const path = env['GITHUB_EVENT_PATH'] ?? '';
    if (path === '')
        return undefined;
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./src/api/task.ts
var api_task = __nccwpck_require__(5347);
// EXTERNAL MODULE: ./src/base/url.ts
var base_url = __nccwpck_require__(7384);
;// CONCATENATED MODULE: ./src/inputs/values.ts





/** The error for a value that an input does not take. */
function invalid(name, got, takes) {
    return new errors/* InputError */.dz(`Input \`${name}\` is ${JSON.stringify((0,base_text/* truncate */.xv)(got, 80))}. It takes ${takes}.`);
}
/** YAML's booleans, as GitHub's toolkit takes them. */
const flag = (name, value) => {
    if (/^(true|True|TRUE)$/.test(value))
        return true;
    if (isFalse(value))
        return false;
    throw invalid(name, value, '`true` or `false`');
};
/** Whether a text says no. */
function isFalse(value) {
    return /^(false|False|FALSE)$/.test(value);
}
/** What `reuse` takes. */
const reuseMode = (name, value) => {
    if (value === 'run' || value === 'always' || value === 'never')
        return value;
    throw invalid(name, value, '`run`, `always` or `never`');
};
/** What `unknown-params` takes. */
const unknownParamsMode = (name, value) => {
    if (value === 'error' || value === 'allow')
        return value;
    throw invalid(name, value, '`error` or `allow`');
};
/** What `comment` takes. */
const commentMode = (name, value) => {
    if (value === 'without-params')
        return value;
    try {
        return flag(name, value);
    }
    catch {
        throw invalid(name, value, '`true`, `false` or `without-params`');
    }
};
/** A count of tasks. */
const wholeNumber = (name, value) => {
    if (/^[1-9]\d{0,3}$/.test(value))
        return Number(value);
    throw invalid(name, value, 'a whole number from 1 to 9999');
};
/** The number of a pull request. */
const issueNumber = (name, value) => {
    if (/^[1-9]\d{0,9}$/.test(value))
        return Number(value);
    throw invalid(name, value, 'the number of a pull request');
};
/** Credits above zero. */
const credits = (name, value) => {
    if (/^\d+(\.\d+)?$/.test(value) && Number(value) > 0)
        return Number(value);
    throw invalid(name, value, 'a number of credits above zero, like `20` or `7.5`');
};
const mostShards = 256;
/** `2/4`. */
const shard = (name, value) => {
    const [, index, of] = /^(\d{1,3})\s*\/\s*(\d{1,3})$/.exec(value) ?? [];
    const part = { index: Number(index), of: Number(of) };
    if (part.index >= 1 && part.index <= part.of && part.of <= mostShards)
        return part;
    const takes = `a part of a whole, like \`2/4\`: the first counts from 1, and there are at most ${mostShards}`;
    throw invalid(name, value, takes);
};
/** What holds credentials of the runner or of this step, and is never a file's business. */
const neverExposed = /^(INPUT_|ACTIONS_|GITHUB_TOKEN$)/i;
/** Names of variables, with their values in `env`; empty where they are not set. */
function exposedFrom(env) {
    return (name, value) => {
        const names = value.split(/[\s,]+/).filter((each) => each !== '');
        const wrong = names.find((each) => !/^[A-Za-z_]\w*$/.test(each) || neverExposed.test(each));
        if (wrong !== undefined) {
            const takes = 'names of environment variables, one a line, none of them of the runner';
            throw invalid(name, wrong, takes);
        }
        return Object.fromEntries(names.map((each) => [each, env[each] ?? '']));
    };
}
const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const longestDuration = 576 * 3_600_000;
/** Milliseconds. */
const duration = (name, value) => {
    const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(value) ?? [];
    const ms = Number(amount) * (units[unit] ?? NaN);
    if (ms > 0 && ms <= longestDuration)
        return ms;
    const takes = 'one number above zero with one unit, like `500ms`, `90s`, `30m` or `2h` (at most 576h); a bare number is seconds';
    throw invalid(name, value, takes);
};
/** A secret that goes into an HTTP header. */
const headerValue = (name, value) => {
    if (/^[\x21-\x7e]+$/.test(value))
        return value;
    throw new errors/* InputError */.dz(`Input \`${name}\` has a space, a line break or a character outside ASCII. Copy the value again from the API dashboard into the secret.`);
};
/** Where Creatify's API is. */
const apiUrl = (name, value) => {
    const url = (0,base_url/* webUrl */.q)(value);
    if (url && !url.search && !url.hash)
        return url;
    const shown = URL.parse(value)?.username ? '(a URL with a user)' : value;
    const takes = 'an `https://` URL without user, query or fragment (`http://` only on loopback)';
    throw invalid(name, shown, takes);
};
/** It may hold a token: it is never shown. */
const webhookUrl = (name, value) => {
    const url = URL.parse(value);
    if (url && /^https?:$/.test(url.protocol) && value.length <= 200)
        return value;
    const got = value.length > 200 ? `(${value.length} characters)` : '(not shown)';
    throw invalid(name, got, 'an `http://` or `https://` URL of at most 200 characters');
};
/** Absolute, lexically inside `workspace`. */
function folderIn(workspace) {
    return (name, value) => {
        const path = (0,external_node_path_.resolve)(workspace, value);
        const away = (0,external_node_path_.relative)(workspace, path);
        if (!value.includes('\0') && !(0,external_node_path_.isAbsolute)(away) && away.split(/[\\/]/)[0] !== '..')
            return path;
        throw invalid(name, value, 'a folder inside the workspace, like `assets/launch`');
    };
}
/** The tag of a release; GitHub's `github.ref` has a prefix that releases do not have. */
const releaseTag = (_, value) => value.replace(/^refs\/tags\/(?=.)/, '');
/** `ID` or `NAME=ID`, separated by line breaks or commas. */
const taskEntries = (name, value) => {
    const entries = value.split(/[\n,]/).map((entry) => entry.trim());
    const tasks = entries
        .filter((entry) => entry !== '')
        .map((entry) => {
        const [, own, id = ''] = /^(?:(.*\S)\s*=\s*)?([^\s=]*)$/.exec(entry) ?? [];
        const takes = 'task ids, each as `ID` or `NAME=ID`, separated by line breaks or commas';
        if (!(0,api_task/* isTaskId */.XJ)(id))
            throw invalid(name, entry, takes);
        return { id, name: own };
    });
    const twice = tasks.find(({ id }, at) => tasks.findIndex((task) => (0,api_task/* taskKey */.Do)(task.id) === (0,api_task/* taskKey */.Do)(id)) < at);
    if (twice)
        throw new errors/* InputError */.dz(`Input \`task-id\` has the task ${twice.id} twice. Remove one of them.`);
    return tasks;
};
/** Undefined: no list is asked for. Empty: the whole catalog. */
const catalogFilter = (_, value) => {
    if (/^false$/i.test(value))
        return undefined;
    if (/^true$/i.test(value))
        return [];
    const names = value.split(/[,\n]/).map((name) => name.trim());
    return names.filter((name) => name !== '');
};

;// CONCATENATED MODULE: ./src/inputs/source.ts


/** What the inputs ask for. Throws InputError where they ask for nothing, or for two things at once. */
function sourceOf(texts, noParams) {
    const model = texts.model.trim();
    const name = texts.name.trim();
    const manifest = texts.manifest.trim();
    const file = texts['params-file'].trim();
    const params = texts.params.trim() === '' ? noParams : texts.params;
    const given = [
        ...(model ? ['model'] : []),
        ...(params.trim() === noParams ? [] : ['params']),
        ...(file ? ['params-file'] : []),
        ...(name ? ['name'] : []),
    ];
    const filter = parsed('list-models', texts, catalogFilter);
    const tasks = parsed('task-id', texts, taskEntries);
    const wholes = [
        ...(filter ? ['list-models'] : []),
        ...(tasks ? ['task-id'] : []),
        ...(manifest ? ['manifest'] : []),
    ];
    const [whole, ...others] = wholes;
    if (whole !== undefined && others.length + given.length > 0) {
        const why = whole === 'manifest' ? 'says all that is asked for' : 'creates nothing';
        throw new errors/* InputError */.dz(`Input \`${whole}\` ${why} and excludes \`${[...given, ...others].join('`, `')}\`. Remove one or the other.`);
    }
    if (filter)
        return { kind: 'catalog', filter };
    if (tasks)
        return { kind: 'tasks', tasks };
    if (manifest)
        return { kind: 'manifest', file: manifest };
    if (!model)
        throw withoutModel(given);
    if (given.includes('params') && file) {
        throw new errors/* InputError */.dz('Inputs `params` and `params-file` exclude each other. Keep one of them.');
    }
    return {
        kind: 'generation',
        model,
        name: name || undefined,
        params: file ? { file } : { text: params },
    };
}
function parsed(name, texts, parse) {
    const value = texts[name].trim();
    return value === '' ? undefined : parse(name, value);
}
function withoutModel(given) {
    if (given.length === 0) {
        return new errors/* InputError */.dz('Nothing to do: set the input `model` (like `model: nano-banana-2`) or `manifest`, or `list-models: true` to see what there is.');
    }
    const [these, need] = given.length > 1 ? ['Inputs', 'need'] : ['Input', 'needs'];
    return new errors/* InputError */.dz(`${these} \`${given.join('`, `')}\` ${need} the input \`model\`. Add it, like \`model: nano-banana-2\`.`);
}

;// CONCATENATED MODULE: ./src/inputs/inputs.ts



/** Defaults of action.yml. They stand here too, because an input that is passed empty means its default. */
const defaults = {
    params: '{}',
    'output-dir': 'creatify-assets',
    concurrency: '10',
    'dry-run': 'false',
    wait: 'true',
    'unknown-params': 'error',
    reuse: 'run',
    timeout: '30m',
    summary: 'true',
    gallery: 'false',
    comment: 'false',
    'api-url': 'https://api.creatify.ai',
};
/** The texts of inputs as the runner passes them. Not through the toolkit, whose loading would hold up the first request. */
function textsIn(env) {
    const written = (name) => env[`INPUT_${name.toUpperCase()}`] ?? '';
    const input = (name) => written(name).trim();
    return {
        written,
        input,
        /** The value, or that of the default where the input is empty. */
        parsed: (name, parse) => parse(name, input(name) || defaults[name]),
        /** The value; undefined where the input is empty. */
        optional: (name, parse) => {
            const value = input(name);
            return value === '' ? undefined : parse(name, value);
        },
    };
}
/** What must be masked before anything is logged. */
function readSecrets(env) {
    const { input } = textsIn(env);
    const names = ['api-id', 'api-key', 'webhook-url', 'github-token'];
    return names.map(input).filter((secret) => secret !== '');
}
/** The input `summary`, also where another input is bad. */
function readSummary(env) {
    return !isFalse(textsIn(env).input('summary'));
}
/** Reads `INPUT_*` of an environment, for a step in `workspace` on an event. Throws InputError for the first bad value. */
function readInputs(env, { workspace, eventName }) {
    const { written, input, parsed, optional } = textsIn(env);
    const id = optional('api-id', headerValue);
    const key = optional('api-key', headerValue);
    const inputs = {
        credentials: id !== undefined && key !== undefined ? { id, key } : undefined,
        apiUrl: parsed('api-url', apiUrl),
        source: sourceOf({
            model: written('model'),
            name: written('name'),
            params: written('params'),
            'params-file': written('params-file'),
            manifest: written('manifest'),
            'task-id': written('task-id'),
            'list-models': written('list-models'),
        }, defaults.params),
        shard: optional('shard', shard),
        concurrency: parsed('concurrency', wholeNumber),
        maxCredits: optional('max-credits', credits),
        exposedEnv: optional('expose-env', exposedFrom(env)) ?? {},
        outputDir: parsed('output-dir', folderIn(workspace)),
        dryRun: parsed('dry-run', flag),
        wait: parsed('wait', flag),
        unknownParams: parsed('unknown-params', unknownParamsMode),
        reuse: parsed('reuse', reuseMode),
        key: input('key'),
        timeout: parsed('timeout', duration),
        pollInterval: optional('poll-interval', duration),
        webhookUrl: optional('webhook-url', webhookUrl),
        summary: parsed('summary', flag),
        gallery: parsed('gallery', flag),
        comment: parsed('comment', commentMode),
        pullRequest: optional('pull-request', issueNumber),
        releaseTag: optional('release-tag', releaseTag),
        githubToken: input('github-token'),
    };
    checkTogether(inputs, eventName);
    return inputs;
}
/** Events on which anyone may have written the files of the workspace, while the secrets are there. */
const untrustedEvents = ['pull_request_target', 'issue_comment', 'workflow_run'];
/** Throws InputError for inputs that do not go together. */
function checkTogether(inputs, eventName) {
    const { source, shard: part, maxCredits, wait, dryRun } = inputs;
    if (part && source.kind !== 'manifest') {
        throw new errors/* InputError */.dz('Input `shard` needs the input `manifest`: it is a part of that file. Add it, or remove `shard`.');
    }
    if (!wait && maxCredits !== undefined) {
        throw new errors/* InputError */.dz('Inputs `wait: false` and `max-credits` exclude each other: what a task costs is known when it is done. Remove one of them.');
    }
    const untrusted = untrustedEvents.includes(eventName);
    if (source.kind === 'manifest' && untrusted && maxCredits === undefined && !dryRun) {
        throw new errors/* InputError */.dz(`Input \`manifest\` needs \`max-credits\` on the event ${eventName}: a stranger may have written the file. Add the limit, like \`max-credits: 20\`.`);
    }
}

// EXTERNAL MODULE: ./src/reuse/ledger.ts
var ledger = __nccwpck_require__(403);
;// CONCATENATED MODULE: ./src/start.ts








/**
 * The whole step: from the environment to the end of the process. Everything that decides a length of time is in
 * `durations`, everything the runner says in `env` and the files it names.
 */
async function step(durations, env) {
    const cancelled = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP']) {
        process.on(signal, () => {
            cancelled.abort(new Error('the step was cancelled'));
        });
    }
    const start = startStep(env, durations, cancelled.signal);
    // Loading the toolkit blocks the event loop. Without these turns the first request leaves after it: 1.5 times the start of
    // bare Node instead of 1.2 (bench/start.ts).
    for (let turn = 0; turn < 4; turn += 1)
        await new Promise(setImmediate);
    const [core, { run }] = await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(838)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3838)), Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(838), __nccwpck_require__.e(526)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1526))]);
    try {
        await run(start, cancelled.signal);
    }
    catch (error) {
        if (!(error instanceof errors/* StepFailure */.pH)) {
            const stack = error instanceof Error ? (error.stack ?? '') : '';
            for (const line of stack.split('\n'))
                core.info((0,base_text/* sanitizeLine */.g$)(line));
            core.info('This is a bug in the action. Open an issue with these lines.');
        }
        core.setFailed((0,base_text/* sanitizeLine */.g$)((0,errors/* messageOf */.bD)(error)));
    }
    // Downloads that were given up cannot be aborted and would keep Node alive. An empty write waits for the log to be out.
    process.stdout.write('', () => {
        process.exit();
    });
}
const userAgent = 'creatify-asset-generator-action';
/**
 * Reads the inputs and sends the first request, so that the answer is on its way while the toolkit loads: this module and
 * what it imports stay light. Never throws and logs nothing.
 */
function startStep(env, durations, signal) {
    const context = readContext(env, readEvent(env));
    const known = { context, durations, secrets: readSecrets(env), summary: readSummary(env) };
    try {
        const inputs = readInputs(env, context);
        const { credentials, apiUrl, webhookUrl, source, reuse } = inputs;
        if (!credentials)
            return { ...known, inputs };
        const proxy = proxyFor(apiUrl, context.proxies);
        const connection = { base: apiUrl, credentials, userAgent, webhookUrl, proxy };
        const api = (0,creatify/* creatify */.A)({ ...connection, durations: durations.api });
        const balance = once(async () => readBalance(api, durations.api.balance, signal));
        const creates = source.kind === 'generation' || source.kind === 'manifest';
        if (creates && !(0,ledger/* mayRecall */.Bz)(reuse, context))
            void balance();
        return { ...known, inputs, account: { api, balance } };
    }
    catch (error) {
        return { ...known, error };
    }
}
/** The account's credits, or why they cannot be read. Never rejects. */
async function readBalance(api, ms, signal) {
    return api.remainingCredits({ ms, signal }).catch((error) => {
        return error instanceof Error ? error : new Error(String(error));
    });
}
function once(work) {
    let result;
    return () => (result ??= { value: work() }).value;
}


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 8995:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 714:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:vm");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(9407);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
