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

/***/ 6703:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ creatify),
/* harmony export */   C: () => (/* binding */ batchSize)
/* harmony export */ });
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3659);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4106);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5330);
/* harmony import */ var _task_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5347);




/** The most ids that `GET ?ids=` takes. */
const batchSize = 100;
const tasksPath = 'api/asset_generator/';
const mostPages = 20;
/** The API at the end of a connection, whose webhook URL goes with every create. */
function creatify(connection) {
    const { webhookUrl } = connection;
    const http = (0,_http_js__WEBPACK_IMPORTED_MODULE_1__/* .connect */ .N)(connection);
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
            const credits = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(answer) ? (0,_task_js__WEBPACK_IMPORTED_MODULE_3__/* .numberOf */ .rl)(answer['remaining_credits']) : undefined;
            if (credits === undefined)
                throw unexpected('GET /api/remaining_credits/', 'a balance', answer);
            return credits;
        },
        async create({ model, params }, until) {
            const webhook = webhookUrl === undefined ? {} : { webhook_url: webhookUrl };
            const body = { model_name: model, input_params: params, ...webhook };
            try {
                const answer = await http.post(tasksPath, body, until);
                const task = (0,_task_js__WEBPACK_IMPORTED_MODULE_3__/* .taskOf */ .Xb)(answer);
                if (task)
                    return { as: 'task', task };
                const { message } = unexpected(`POST /${tasksPath}`, 'a task with an id', answer);
                return { as: 'ambiguous', reason: message, lost: 'timeout' };
            }
            catch (error) {
                if (!(error instanceof _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD))
                    throw error;
                return endOf(error);
            }
        },
        async getTask(id, patience) {
            const path = `${tasksPath}${encodeURIComponent(id)}/`;
            try {
                const answer = await http.get(path, {}, patience);
                const task = (0,_task_js__WEBPACK_IMPORTED_MODULE_3__/* .taskOf */ .Xb)(answer);
                if (task === undefined)
                    throw unexpected(`GET /${path}`, 'a task with an id', answer);
                return task;
            }
            catch (error) {
                if (error instanceof _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD && error.status === 404)
                    return undefined;
                throw error;
            }
        },
        async getTasks(ids, patience) {
            try {
                const list = listOf(await http.get(tasksPath, { ids: ids.join(',') }, patience));
                return list?.flatMap((item) => (0,_task_js__WEBPACK_IMPORTED_MODULE_3__/* .taskOf */ .Xb)(item) ?? []);
            }
            catch (error) {
                if (error instanceof _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD && refusesBatch(error.status))
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
                tasks.push(...list.flatMap((item) => (0,_task_js__WEBPACK_IMPORTED_MODULE_3__/* .taskOf */ .Xb)(item) ?? []));
                query = (tasks.at(-1)?.createdAt ?? 0) < since ? undefined : nextPage(answer);
            }
            return tasks;
        },
    };
}
function refusesBatch(status) {
    return status !== undefined && [400, 404, 405, 410, 414, 422].includes(status);
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
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD(message, { kind: 'answer', status: 200, detail: quoted, isReadable: true });
}
function modelOf(item) {
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(item) || typeof item['model_name'] !== 'string')
        return undefined;
    const type = item['generation_type'];
    const schema = item['input_params_schema'];
    return {
        model_name: item['model_name'],
        generation_type: typeof type === 'string' ? type : '',
        input_params_schema: (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(schema) ? schema : {},
    };
}
/** A plain array, or the `results` of a paginated answer. */
function listOf(answer) {
    if (Array.isArray(answer))
        return answer;
    return (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(answer) && Array.isArray(answer['results']) ? answer['results'] : undefined;
}
/** The query of the next page, where a list is paginated. */
function nextPage(answer) {
    const next = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(answer) ? answer['next'] : undefined;
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

/***/ 5330:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3652);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4106);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7018);




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
            const limit = response.ok ? _answer_js__WEBPACK_IMPORTED_MODULE_3__/* .largestAnswer */ .Bo : _answer_js__WEBPACK_IMPORTED_MODULE_3__/* .largestErrorAnswer */ .BQ;
            const { text: whole, isWhole } = await (0,_answer_js__WEBPACK_IMPORTED_MODULE_3__/* .readBody */ .x8)(response, limit);
            const text = (0,_answer_js__WEBPACK_IMPORTED_MODULE_3__/* .withoutWebhook */ .gr)(webhookUrl, whole);
            if (!response.ok)
                throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .errorAnswer */ .B1)(name, response, text);
            if (!isWhole)
                throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .tooLarge */ .g$)(name, response);
            const json = (0,_answer_js__WEBPACK_IMPORTED_MODULE_3__/* .jsonIn */ .Yf)(text);
            if (json === undefined)
                throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .unreadable */ .O$)(name, response, text);
            return json;
        }
        catch (error) {
            throw (0,_error_js__WEBPACK_IMPORTED_MODULE_1__/* .toApiError */ .Gv)(name, error, ms);
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
                    if (!(error instanceof _error_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD))
                        throw error;
                    const left = until - performance.now();
                    const wait = (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retryWait */ .y)(error, { kind, attempt, left }, durations, Math.random());
                    // A last try that had too little time says less than the one before it.
                    const wasCut = error.kind === 'timeout' && time < durations.get;
                    if (wait === undefined || !repeat)
                        throw (wasCut ? before : undefined) ?? error;
                    before = error;
                    onRetry?.(error);
                    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(wait, undefined, { signal }).catch(() => undefined);
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
                        if (!(error instanceof _error_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD))
                            throw error;
                        const now = performance.now();
                        if (error.status !== undefined)
                            answeredAt = now;
                        const left = Math.min(deadline, answeredAt + durations.maxOutage) - now;
                        const failed = { kind: 'create', attempt, left };
                        const wait = (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retryWait */ .y)(error, failed, durations, Math.random());
                        if (wait === undefined)
                            throw error;
                        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(wait, undefined, { signal: stop }).catch(() => undefined);
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
/* harmony export */   Xb: () => (/* binding */ taskOf),
/* harmony export */   nv: () => (/* binding */ unseen),
/* harmony export */   rl: () => (/* binding */ numberOf)
/* harmony export */ });
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3659);

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
    const created = typeof at === 'string' || typeof at === 'number' ? new Date(at).getTime() : NaN;
    return {
        id: String(id),
        model: typeof model === 'string' ? model : '',
        type,
        createdAt: Number.isNaN(created) ? undefined : created,
        state: known === 'done' || known === 'failed' ? known : 'running',
        rawStatus: word,
        failedReason: reasonOf(reason),
        assets: assetsOf(item['assets'], type === '' ? 'image' : type),
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


/***/ }),

/***/ 4497:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ proxyVariables),
/* harmony export */   i: () => (/* binding */ proxyFor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4758);

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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`The environment variable \`${name}\` is ${shown}. It takes the URL of a proxy with its scheme, like \`http://proxy.example.com:3128\`.`);
    }
    try {
        decodeURIComponent(proxy.username + proxy.password);
    }
    catch {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`The environment variable \`${name}\` has a \`%\` in its user or password that begins no code like \`%40\`. Write such a \`%\` as \`%25\`.`);
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


/***/ }),

/***/ 766:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   g$: () => (/* binding */ sanitizeLine),
/* harmony export */   gP: () => (/* binding */ either),
/* harmony export */   td: () => (/* binding */ pluralize)
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
    return line.length > longest ? `${line.slice(0, longest)}…` : line;
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


/***/ }),

/***/ 7384:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
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
/* harmony import */ var _start_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2115);



if (node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.isMainThread)
    await (0,_start_js__WEBPACK_IMPORTED_MODULE_2__/* .step */ .P)(_base_durations_js__WEBPACK_IMPORTED_MODULE_1__/* .durations */ .S);
else if (node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.parentPort)
    (await Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 6598))).serveVault(node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.parentPort);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 8028:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   L_: () => (/* binding */ readSummary),
/* harmony export */   pF: () => (/* binding */ moveHome),
/* harmony export */   ql: () => (/* binding */ readSecrets),
/* harmony export */   yI: () => (/* binding */ readContext)
/* harmony export */ });
/* unused harmony export defaults */
/* harmony import */ var _base_proxy_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4497);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(3659);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4758);
/* harmony import */ var _api_http_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5330);
/* harmony import */ var _base_url_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(7384);








/** Defaults of action.yml. They stand here too, because an input that is passed empty means its default. */
const defaults = {
    params: '{}',
    'list-models': '',
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
/** What must be masked before anything is logged. */
function readSecrets() {
    const names = ['api-id', 'api-key', 'webhook-url', 'github-token'];
    return names.map(input).filter((secret) => secret !== '');
}
/** The input `summary`, also where another input is bad. */
function readSummary() {
    return !/^(false|False|FALSE)$/.test(input('summary'));
}
/** Reads `INPUT_*`. Throws InputError for the first bad value. */
function readInputs(workspace) {
    const id = input('api-id');
    const key = input('api-key');
    return settled({
        credentials: id && key ? { id: headerValue('api-id', id), key: headerValue('api-key', key) } : undefined,
        apiUrl: apiUrl(),
        source: source(),
        shard: optional('shard', shard),
        concurrency: wholeNumber('concurrency', text('concurrency', defaults.concurrency)),
        maxCredits: optional('max-credits', amount),
        exposedEnv: exposedEnv(),
        outputDir: inside(workspace, 'output-dir', text('output-dir', defaults['output-dir'])),
        dryRun: flag('dry-run', defaults['dry-run']),
        wait: flag('wait', defaults.wait),
        unknownParams: unknownParams(),
        reuse: reuse(),
        key: input('key'),
        timeout: duration('timeout', text('timeout', defaults.timeout)),
        pollInterval: optional('poll-interval', duration),
        webhookUrl: optional('webhook-url', webhookUrl),
        summary: flag('summary', defaults.summary),
        gallery: flag('gallery', defaults.gallery),
        comment: comment(),
        pullRequest: optional('pull-request', issueNumber),
        releaseTag: input('release-tag') || undefined,
        githubToken: input('github-token'),
    });
}
/** Events on which a stranger may have written the files of the workspace, while the secrets are there. */
const strangersEvents = ['pull_request_target', 'issue_comment', 'workflow_run'];
/** Throws InputError for inputs that do not go together. */
function settled(inputs) {
    const { source, shard: part, maxCredits, wait, dryRun } = inputs;
    const event = process.env['GITHUB_EVENT_NAME'] ?? '';
    if (part && source.kind !== 'manifest') {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('Input `shard` needs the input `manifest`: it is a part of that file. Add it, or remove `shard`.');
    }
    if (!wait && maxCredits !== undefined) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('Inputs `wait: false` and `max-credits` exclude each other: what a task costs is known when it is done. Remove one of them.');
    }
    if (source.kind === 'manifest' &&
        strangersEvents.includes(event) &&
        maxCredits === undefined &&
        !dryRun) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz(`Input \`manifest\` needs \`max-credits\` on the event ${event}: a stranger may have written the file. Add the limit, like \`max-credits: 20\`.`);
    }
    return inputs;
}
/**
 * Moves home and workspace of this process to `folder`, for the cache toolkit, which packs a path below the one relative to
 * the other: so runners of one user do not share its file, and an entry can be unpacked wherever the workspace is.
 */
function moveHome(folder) {
    for (const name of ['HOME', 'USERPROFILE', 'GITHUB_WORKSPACE'])
        process.env[name] = folder;
}
/** Reads `GITHUB_*` and `RUNNER_*`. Never throws: what is missing has a harmless default. */
function readContext() {
    const { env } = process;
    const event = readEvent(env['GITHUB_EVENT_PATH']);
    return {
        workspace: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(env['GITHUB_WORKSPACE'] ?? process.cwd()),
        temp: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(env['RUNNER_TEMP'] ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)()),
        rawFilesUrl: rawFilesUrl(env, event),
        withoutSecrets: withoutSecrets(env, event),
        cacheService: Boolean(env['ACTIONS_RUNTIME_TOKEN'] && (env['ACTIONS_RESULTS_URL'] ?? env['ACTIONS_CACHE_URL'])),
        proxies: (0,_base_proxy_js__WEBPACK_IMPORTED_MODULE_5__/* .proxyVariables */ .e)(env),
        hub: hub(env, event),
        github: githubContext(env, event),
        runAttempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
        runId: env['GITHUB_RUN_ID'] ?? '',
        workflow: (env['GITHUB_WORKFLOW_REF'] ?? env['GITHUB_WORKFLOW'] ?? '').replace(/@.*$/, ''),
        job: env['GITHUB_JOB'] ?? '',
        step: env['GITHUB_ACTION'] ?? '',
    };
}
/** As the toolkit reads it. Not through the toolkit, whose loading would hold up the first request. */
function written(name) {
    return process.env[`INPUT_${name.toUpperCase()}`] ?? '';
}
function input(name) {
    return written(name).trim();
}
function text(name, fallback) {
    return input(name) || fallback;
}
function optional(name, parse) {
    const value = input(name);
    return value === '' ? undefined : parse(name, value);
}
function bad(name, got, takes) {
    const shown = got.length > 80 ? `${got.slice(0, 80)}…` : got;
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz(`Input \`${name}\` is ${JSON.stringify(shown)}. It takes ${takes}.`);
}
function flag(name, fallback) {
    const value = text(name, fallback);
    if (/^(true|True|TRUE)$/.test(value))
        return true;
    if (/^(false|False|FALSE)$/.test(value))
        return false;
    throw bad(name, value, '`true` or `false`');
}
function unknownParams() {
    const value = text('unknown-params', defaults['unknown-params']);
    if (value === 'error' || value === 'allow')
        return value;
    throw bad('unknown-params', value, '`error` or `allow`');
}
function reuse() {
    const value = text('reuse', defaults.reuse);
    if (value === 'run' || value === 'always' || value === 'never')
        return value;
    throw bad('reuse', value, '`run`, `always` or `never`');
}
function wholeNumber(name, value) {
    if (/^[1-9]\d{0,3}$/.test(value))
        return Number(value);
    throw bad(name, value, 'a whole number from 1 to 9999');
}
function issueNumber(name, value) {
    if (/^[1-9]\d{0,9}$/.test(value))
        return Number(value);
    throw bad(name, value, 'the number of a pull request');
}
function comment() {
    if (text('comment', defaults.comment) === 'without-params')
        return 'without-params';
    try {
        return flag('comment', defaults.comment);
    }
    catch {
        throw bad('comment', input('comment'), '`true`, `false` or `without-params`');
    }
}
function amount(name, value) {
    if (/^\d+(\.\d+)?$/.test(value) && Number(value) > 0)
        return Number(value);
    throw bad(name, value, 'a number of credits above zero, like `20` or `7.5`');
}
const mostShards = 256;
function shard(name, value) {
    const [, index, of] = /^(\d{1,3})\s*\/\s*(\d{1,3})$/.exec(value) ?? [];
    const part = { index: Number(index), of: Number(of) };
    if (part.index >= 1 && part.index <= part.of && part.of <= mostShards)
        return part;
    throw bad(name, value, `a part of a whole, like \`2/4\`: the first counts from 1, and there are at most ${mostShards}`);
}
/** What holds credentials of the runner or of this step, and is never a file's business. */
const neverExposed = /^(INPUT_|ACTIONS_|GITHUB_TOKEN$)/i;
function exposedEnv() {
    const names = input('expose-env')
        .split(/[\s,]+/)
        .filter((name) => name !== '');
    const wrong = names.find((name) => !/^[A-Za-z_]\w*$/.test(name) || neverExposed.test(name));
    if (wrong !== undefined) {
        const takes = 'names of environment variables, one a line, none of them of the runner';
        throw bad('expose-env', wrong, takes);
    }
    return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
}
const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const longestDuration = 24 * 24 * units.h;
function duration(name, value) {
    const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(value) ?? [];
    const ms = Number(amount) * units[unit];
    if (ms > 0 && ms <= longestDuration)
        return ms;
    throw bad(name, value, 'one number above zero with one unit, like `500ms`, `90s`, `30m` or `2h` (at most 576h); a bare number is seconds');
}
function headerValue(name, value) {
    if (/^[\x21-\x7e]+$/.test(value))
        return value;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz(`Input \`${name}\` has a space, a line break or a character outside ASCII. Copy the value again from the API dashboard into the secret.`);
}
function apiUrl() {
    const value = text('api-url', defaults['api-url']);
    const url = (0,_base_url_js__WEBPACK_IMPORTED_MODULE_6__/* .webUrl */ .q)(value);
    if (url && !url.search && !url.hash)
        return url;
    const shown = URL.parse(value)?.username ? '(a URL with a user)' : value;
    throw bad('api-url', shown, 'an `https://` URL without user, query or fragment (`http://` only on loopback)');
}
function webhookUrl(name, value) {
    const url = URL.parse(value);
    if (url && /^https?:$/.test(url.protocol) && value.length <= 200)
        return value;
    const got = value.length > 200 ? `(${value.length} characters)` : '(not shown)';
    throw bad(name, got, 'an `http://` or `https://` URL of at most 200 characters');
}
function inside(workspace, name, value) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workspace, value);
    const away = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(workspace, path);
    if (!value.includes('\0') && !(0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(away) && away.split(/[\\/]/)[0] !== '..')
        return path;
    throw bad(name, value, 'a folder inside the workspace, like `assets/launch`');
}
function source() {
    const model = input('model');
    const name = input('name');
    const manifest = input('manifest');
    const file = input('params-file');
    const inline = written('params');
    const params = inline.trim() === '' ? defaults.params : inline;
    const given = [
        ...(model ? ['model'] : []),
        ...(params.trim() === defaults.params ? [] : ['params']),
        ...(file ? ['params-file'] : []),
        ...(name ? ['name'] : []),
    ];
    const filter = catalogFilter();
    const tasks = askedTasks();
    const wholes = [
        ...(filter ? ['list-models'] : []),
        ...(tasks ? ['task-id'] : []),
        ...(manifest ? ['manifest'] : []),
    ];
    const [whole] = wholes;
    const others = [...given, ...wholes.slice(1)];
    if (whole !== undefined && others.length > 0) {
        const why = whole === 'manifest' ? 'says all that is asked for' : 'creates nothing';
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz(`Input \`${whole}\` ${why} and excludes \`${others.join('`, `')}\`. Remove one or the other.`);
    }
    if (filter)
        return { kind: 'catalog', filter };
    if (tasks)
        return { kind: 'tasks', tasks };
    if (manifest)
        return { kind: 'manifest', file: manifest };
    if (!model) {
        const [these, need] = given.length > 1 ? ['Inputs', 'need'] : ['Input', 'needs'];
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz(given.length === 0
            ? 'Nothing to do: set the input `model` (like `model: nano-banana-2`) or `manifest`, or `list-models: true` to see what there is.'
            : `${these} \`${given.join('`, `')}\` ${need} the input \`model\`. Add it, like \`model: nano-banana-2\`.`);
    }
    if (given.includes('params') && file) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('Inputs `params` and `params-file` exclude each other. Keep one of them.');
    }
    return {
        kind: 'generation',
        model,
        name: name || undefined,
        params: file ? { file } : { text: params },
    };
}
/** `ID` or `NAME=ID`, one a line. Undefined when the input is empty. */
function askedTasks() {
    const lines = input('task-id')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    if (lines.length === 0)
        return undefined;
    const tasks = lines.map((line) => {
        const [, name, id] = /^(?:(.*\S)\s*=\s*)?([\w-]{4,64})$/.exec(line) ?? [];
        if (id === undefined)
            throw bad('task-id', line, 'a task id or `NAME=ID` on each line');
        return { id, name };
    });
    const twice = tasks.find(({ id }, at) => tasks.findIndex((task) => task.id === id) < at);
    if (twice)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz(`Input \`task-id\` has the task ${twice.id} twice. Remove one of them.`);
    return tasks;
}
/** Undefined: no list is asked for. Empty: the whole catalog. */
function catalogFilter() {
    const value = text('list-models', defaults['list-models']);
    if (value === '' || /^false$/i.test(value))
        return undefined;
    if (/^true$/i.test(value))
        return [];
    const names = value.split(/[,\n]/).map((name) => name.trim());
    return names.filter((name) => name !== '');
}
function readEvent(path) {
    if (path === undefined || path === '')
        return undefined;
    try {
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
    }
    catch {
        return undefined;
    }
}
function at(value, ...keys) {
    return keys.reduce((inner, key) => ((0,_base_json_js__WEBPACK_IMPORTED_MODULE_7__/* .isRecord */ .u4)(inner) ? inner[key] : undefined), value);
}
function hub(env, event) {
    const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
    const serverUrl = (env['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(/\/+$/, '');
    const run = at(event, 'workflow_run');
    const told = Array.isArray(at(run, 'pull_requests'))
        ? at(run, 'pull_requests')
        : [];
    // A run of a fork may be about a pull request to another repository of the network.
    const ours = told.find((each) => at(each, 'base', 'repo', 'id') === at(event, 'repository', 'id'));
    const number = at(event, 'pull_request', 'number') ??
        (at(event, 'issue', 'pull_request') === undefined ? undefined : at(event, 'issue', 'number')) ??
        at(ours, 'number');
    const [login, branch] = [at(run, 'head_repository', 'owner', 'login'), at(run, 'head_branch')];
    const sha = at(event, 'pull_request', 'head', 'sha') ?? at(run, 'head_sha') ?? env['GITHUB_SHA'];
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
/** Variables of the runner that are properties of the context `github`. None of them is a secret. */
const githubProperties = [
    'action',
    'actor',
    'actor_id',
    'api_url',
    'base_ref',
    'event_name',
    'graphql_url',
    'head_ref',
    'job',
    'ref',
    'ref_name',
    'ref_protected',
    'ref_type',
    'repository',
    'repository_id',
    'repository_owner',
    'repository_owner_id',
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
function githubContext(env, event) {
    const properties = githubProperties.flatMap((name) => {
        const value = env[`GITHUB_${name.toUpperCase()}`];
        return value === undefined ? [] : [[name, value]];
    });
    return { ...Object.fromEntries(properties), event: (0,_base_json_js__WEBPACK_IMPORTED_MODULE_7__/* .isRecord */ .u4)(event) ? event : {} };
}
function rawFilesUrl(env, event) {
    const head = at(event, 'pull_request', 'head');
    const repository = head === undefined ? at(event, 'repository') : at(head, 'repo');
    const name = at(repository, 'full_name') ?? env['GITHUB_REPOSITORY'];
    const sha = at(head, 'sha') ?? env['GITHUB_SHA'];
    if (at(repository, 'private') !== false || typeof name !== 'string' || typeof sha !== 'string') {
        return undefined;
    }
    if (env['GITHUB_SERVER_URL'] !== 'https://github.com')
        return undefined;
    return `https://raw.githubusercontent.com/${name}/${sha}/`;
}
function withoutSecrets(env, event) {
    if (env['GITHUB_ACTOR'] === 'dependabot[bot]')
        return true;
    if (env['GITHUB_EVENT_NAME'] !== 'pull_request')
        return false;
    const head = at(event, 'pull_request', 'head', 'repo', 'full_name');
    const base = at(event, 'repository', 'full_name');
    return head !== base;
}


/***/ }),

/***/ 5739:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HC: () => (/* binding */ placeholderResult),
/* harmony export */   Iy: () => (/* binding */ unchained),
/* harmony export */   Si: () => (/* binding */ placeholderHost),
/* harmony export */   hD: () => (/* binding */ findingOf),
/* harmony export */   q2: () => (/* binding */ parentResult)
/* harmony export */ });
/** What a generation is that waits for no other. */
function unchained(params) {
    return { parents: [], resolve: () => ({ params, problems: [] }) };
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
 * What a result may look like, before there is one: as many assets as `child` asks for by number, or the parent's params
 * seem to ask for. `id` and `kind` (`image`, `video`, …) stand in every URL.
 */
function placeholderResult(child, id, kind = 'file', parent) {
    const numbers = JSON.stringify(child.params).matchAll(/\bassets\[\s*(\d{1,2})\s*\]/g);
    const asked = [...numbers].map(([, number]) => Number(number) + 1);
    const made = Object.entries(parent?.params ?? {}).flatMap(([key, value]) => /^(num_|n$)|_nums?$/.test(key) && Number.isInteger(value) ? Number(value) : []);
    const count = Math.min(100, Math.max(1, ...asked, ...made));
    return {
        name: parent?.name ?? '',
        model_name: parent?.model ?? '',
        input_params: parent?.params ?? {},
        status: 'done',
        task_id: id,
        credits_used: 1,
        assets: Array.from({ length: count }, (_, i) => {
            const url = `https://${placeholderHost}/${kind}/${id}-${i + 1}${extensions[kind] ?? ''}`;
            return { type: kind, url, thumbnail_url: `${url}-thumbnail` };
        }),
    };
}
const extensions = { image: '.png', video: '.mp4', audio: '.mp3' };
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
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4758);
/* harmony import */ var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8028);





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
        (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .moveHome */ .pF)(home);
        return home;
    });
    // Loading takes longer than anything it is asked: it begins at once.
    const toolkit = Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(838), __nccwpck_require__.e(88), __nccwpck_require__.e(830), __nccwpck_require__.e(131)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7131)).then((loaded) => {
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
                port.postMessage({ id: request.id, error: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error) });
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
        const { params } = generation.resolve((parent) => (0,_manifest_generation_js__WEBPACK_IMPORTED_MODULE_2__/* .placeholderResult */ .HC)(generation, alone.get(parent) ?? ''));
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
function scopeOf({ reuse, key, apiOrigin }, { workflow, job, step, runId }) {
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

/***/ 2115:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ step)
/* harmony export */ });
/* harmony import */ var _api_creatify_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6703);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4758);
/* harmony import */ var _base_proxy_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4497);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(766);
/* harmony import */ var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8028);
/* harmony import */ var _reuse_ledger_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(403);






/**
 * The whole step: from the environment to the end of the process. Everything that decides a length of time is in
 * `durations`.
 */
async function step(durations) {
    const cancelled = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP']) {
        process.on(signal, () => {
            cancelled.abort(new Error('the step was cancelled'));
        });
    }
    const start = startStep((0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readContext */ .yI)(), durations, cancelled.signal);
    // Loading the toolkit blocks the event loop. Without these turns the first request leaves after it: 1.5 times the start of
    // bare Node instead of 1.2 (bench/start.ts).
    for (let turn = 0; turn < 4; turn += 1)
        await new Promise(setImmediate);
    const [core, { run }] = await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(838)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3838)), Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(838), __nccwpck_require__.e(153)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1153))]);
    try {
        await run(start, cancelled.signal);
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StepFailure */ .pH)) {
            const stack = error instanceof Error ? (error.stack ?? '') : '';
            for (const line of stack.split('\n'))
                core.info((0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .sanitizeLine */ .g$)(line));
            core.info('This is a bug in the action. Open an issue with these lines.');
        }
        core.setFailed((0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .sanitizeLine */ .g$)((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)));
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
function startStep(context, durations, signal) {
    const known = { context, durations, secrets: (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readSecrets */ .ql)(), summary: (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readSummary */ .L_)() };
    try {
        const inputs = (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readInputs */ .Ko)(context.workspace);
        const { credentials, apiUrl, webhookUrl, source, reuse } = inputs;
        if (!credentials)
            return { ...known, inputs };
        const proxy = (0,_base_proxy_js__WEBPACK_IMPORTED_MODULE_5__/* .proxyFor */ .i)(apiUrl, context.proxies);
        const connection = { base: apiUrl, credentials, userAgent, webhookUrl, proxy };
        const api = (0,_api_creatify_js__WEBPACK_IMPORTED_MODULE_0__/* .creatify */ .A)({ ...connection, durations: durations.api });
        const balance = once(async () => readBalance(api, durations.api.balance, signal));
        const creates = source.kind === 'generation' || source.kind === 'manifest';
        if (creates && !(0,_reuse_ledger_js__WEBPACK_IMPORTED_MODULE_2__/* .mayRecall */ .Bz)(reuse, context))
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

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

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

/***/ 8877:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");

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
