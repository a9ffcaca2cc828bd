import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 3652:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BQ: () => (/* binding */ largestErrorAnswer),
/* harmony export */   Bo: () => (/* binding */ largestAnswer),
/* harmony export */   Yf: () => (/* binding */ jsonIn),
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
// EXTERNAL MODULE: ./src/base/text.ts
var base_text = __nccwpck_require__(766);
// EXTERNAL MODULE: ./src/api/error.ts
var api_error = __nccwpck_require__(4106);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
// EXTERNAL MODULE: ./src/api/answer.ts
var answer = __nccwpck_require__(3652);
// EXTERNAL MODULE: ./src/base/retry.ts
var retry = __nccwpck_require__(7435);
;// CONCATENATED MODULE: ./src/api/http.ts




/** A client for the API. Redirects are answers, and not followed: the credentials stay with the origin. */
function connect(connection) {
    const { base, credentials, userAgent, proxy, durations } = connection;
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
    let ahead;
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
            const { text, isWhole } = await (0,answer/* readBody */.x8)(response, limit);
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
        now: () => (ahead === undefined ? undefined : Date.now() + ahead),
        async get(path, query, { ms, signal, repeat = true }, kind = 'read') {
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
    return { as: 'refused', reason: message, holdsForAll: status === 401 || status === 403 || poor };
}
function unexpected(request, wanted, answer) {
    const quoted = (0,base_text/* truncate */.xv)(JSON.stringify(answer), 200);
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
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4758);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(3659);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(766);
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3652);
/* harmony import */ var _base_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7435);






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
    const message = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error);
    if (!(error instanceof ApiError))
        return message;
    const { status = 0, isPermanent } = error;
    if (status === 401 || status === 403) {
        return `${message}. Check the secrets behind the inputs \`api-id\` and \`api-key\`; nothing was created.`;
    }
    if (status === 404 || (status >= 300 && status < 400)) {
        return `${message}. Nothing was created. Check the input \`api-url\`.`;
    }
    if (isPermanent) {
        return `${message}. Nothing was created, and running this again changes nothing. Check the input \`api-url\` and the proxy.`;
    }
    return `${message}. Nothing was created; run this again when the API answers.`;
}
/** An answer whose status is no success. */
function errorAnswer(name, { status, headers }, text) {
    const moved = headers.get('Location');
    const body = (0,_answer_js__WEBPACK_IMPORTED_MODULE_4__/* .jsonIn */ .Yf)(text);
    const detail = detailOf(body ?? text) ?? (moved === null ? undefined : `moved to ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .xv)(moved, 200)}`);
    const words = detail ?? node_http__WEBPACK_IMPORTED_MODULE_0__.STATUS_CODES[status] ?? 'no further words';
    const retryAfter = (0,_base_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retryAfterOf */ .s)(headers, Date.now());
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
    const message = `${name} answered ${status} with more than ${_answer_js__WEBPACK_IMPORTED_MODULE_4__/* .largestAnswer */ .Bo / 2 ** 20} MiB`;
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
/** What Node's fetch says of a port that browsers block too, like 6000, before it connects. It has no code. */
const blockedPort = 'bad port';
/** One sentence for whatever a try threw. `ms`: what the try was given. */
function toApiError(name, error, ms) {
    if (error instanceof ApiError)
        return error;
    const { code = '', syscall, ...cause } = rootOf(error);
    const isPermanent = distrusted.test(code) || cause.message === blockedPort;
    // The same code also ends a connection that was there: then the system call is another.
    const isConnecting = syscall === undefined ? neverConnected.has(code) : /^(connect|getaddrinfo)$/.test(syscall);
    const isUnsent = isConnecting || isPermanent;
    if (!isUnsent && (cause.name === 'TimeoutError' || cause.name === 'AbortError')) {
        const within = cause.name === 'TimeoutError' ? `within ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(ms)}` : 'in the time that was left';
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
    return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .xv)(words, longestDetail);
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
    const start = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .xv)(body, 4000);
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
    if ((typeof id !== 'string' && typeof id !== 'number') || !isTaskId(String(id)))
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
        schema: 10 * second,
        pattern: second,
        file: minute,
    },
    polling: {
        imageFirst: 2 * second,
        imageInterval: second,
        imageEarly: 10 * second,
        imageLater: 2 * second,
        otherFirst: 10 * second,
        otherInterval: 5 * second,
        longestInterval: 30 * second,
        missing: minute,
        lateAssets: 5 * second,
        heartbeat: 30 * second,
    },
    settle: {
        holdAfterReset: 10 * second,
        holdAfterTimeout: minute,
        pause: 2.5 * second,
        list: minute,
        tolerance: 30 * second,
        earlierTolerance: 5 * minute,
        ended: 60 * minute,
    },
    prices: {
        pause: 5 * second,
        look: 10 * second,
        balance: 10 * second,
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
        readFirst: 5 * second,
        readAgain: minute,
        save: 15 * second,
        interval: second / 2,
        close: 30 * second,
        closeFailing: 5 * second,
        closeCancelled: second,
        open: 4 * second,
        otherPlans: 60 * minute,
    },
    github: {
        request: 30 * second,
        upload: 10 * minute,
        longestWait: minute,
        firstBackoff: second,
        longestBackoff: 8 * second,
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
/* harmony export */   eG: () => (/* binding */ whenAborted),
/* harmony export */   pH: () => (/* binding */ StepFailure)
/* harmony export */ });
/** A mistake of the workflow's author. The message is the step's error message: it names the input and what it takes. */
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
/** Resolves when the signal aborts, or at once where it has. */
async function whenAborted(signal) {
    if (signal.aborted)
        return undefined;
    return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
            resolve(undefined);
        });
    });
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

/***/ 1564:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $p: () => (/* binding */ redactor),
/* harmony export */   hi: () => (/* binding */ redactRecord)
/* harmony export */ });
/* unused harmony export redactJson */
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3659);

/** A shorter value is a word that texts have by chance. */
const shortest = 8;
/**
 * Takes secrets of at least 8 characters out of text, in the spellings that JSON, URLs and HTML have for them, each
 * character in any of the spellings, and where a text was cut (`…`), their beginning as well.
 */
function redactor(secrets) {
    const long = [...new Set(secrets)].filter(({ length }) => length >= shortest);
    if (long.length === 0)
        return (text) => text;
    // The longest first: of two that begin alike, no end stays.
    const patterns = long.toSorted((a, b) => b.length - a.length).flatMap(patternsOf);
    let pattern;
    return (text) => text.replace((pattern ??= new RegExp(patterns.join('|'), 'gu')), '***');
}
function patternsOf(secret) {
    const characters = Array.from(secret.toWellFormed());
    const start = spelled(characters.slice(0, shortest)).join('');
    const rest = spelled(characters.slice(shortest));
    const open = rest.map((each) => `(?:${each}`).join('');
    return [`${start}${rest.join('')}`, `${start}${open}${')?'.repeat(rest.length)}(?=…)`];
}
/**
 * Patterns for a text, one a character. Backslashes in a row have one together: encoders write up to four for each, and the
 * ways to divide a long row among them are too many to try.
 */
function spelled(characters) {
    const runs = characters.join('').match(/\\+|[^\\]/gsu) ?? [];
    return runs.map((run) => {
        if (run[0] !== '\\' || run.length === 1)
            return spellingsOf(run);
        const { length } = run;
        return `(?:\\\\{${length},${4 * length}}|${spellingsOf('\\', false)}{${length}})`;
    });
}
/**
 * A pattern for one character, also as it is unless `plain` is false. Letters and digits are written alike everywhere;
 * encoders may have worked twice.
 */
function spellingsOf(character, plain = true) {
    if (/[A-Za-z0-9]/.test(character))
        return character;
    const code = character.codePointAt(0) ?? 0;
    const units = Array.from(character.length === 2 ? [0, 1] : [0], (i) => character.charCodeAt(i));
    const bytes = [...Buffer.from(character)];
    return `(?:${[
        ...(plain ? [`\\\\{0,3}\\u{${code.toString(16)}}`] : []),
        units.map((unit) => `\\\\{1,3}u${hex(unit, 4)}`).join(''),
        bytes.map((byte) => `%(?:25){0,3}${hex(byte, 2)}`).join(''),
        `&(?:amp;){0,3}#(?:0{0,8}${code}|[xX]0{0,8}${hex(code, 1)});`,
        ...(named[character] ?? []).map((name) => `&(?:amp;){0,3}${name};`),
        ...(escaped[character] ?? []),
    ].join('|')})`;
}
const named = {
    '&': ['amp'],
    '<': ['lt'],
    '>': ['gt'],
    '"': ['quot'],
    "'": ['apos'],
};
const escaped = {
    ' ': ['\\+'],
    '\t': ['\\\\{1,3}t'],
    '\n': ['\\\\{1,3}n'],
};
/** Hexadecimal digits in either case. */
function hex(n, digits) {
    const text = n.toString(16).padStart(digits, '0');
    return text.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
/** JSON without secrets, in keys too. The same object where there were none. */
function redactJson(value, redact) {
    if (typeof value === 'string')
        return redact(value);
    if (Array.isArray(value)) {
        const items = value.map((each) => redactJson(each, redact));
        return items.every((each, i) => each === value[i]) ? value : items;
    }
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u4)(value) ? redactRecord(value, redact) : value;
}
/** The same for a JSON object. */
function redactRecord(record, redact) {
    const entries = Object.entries(record);
    const clean = entries.map(([key, value]) => [redact(key), redactJson(value, redact)]);
    const isSame = clean.every(([key, value], i) => {
        const [oldKey, oldValue] = entries[i] ?? [];
        return key === oldKey && value === oldValue;
    });
    return isSame ? record : Object.fromEntries(clean);
}


/***/ }),

/***/ 7435:
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

/***/ 766:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   TC: () => (/* binding */ withVisibleControls),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   g$: () => (/* binding */ sanitizeLine),
/* harmony export */   gP: () => (/* binding */ either),
/* harmony export */   td: () => (/* binding */ pluralize),
/* harmony export */   xv: () => (/* binding */ truncate)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

const invisible = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]+/gu;
const longest = 2000;
/**
 * Text from outside as one log line that the runner cannot obey: it takes `::command::` at the start of a line and
 * `##[command]` anywhere in it, on stdout and stderr alike. Escape sequences of terminals go; control and direction characters
 * become spaces.
 */
function sanitizeLine(text) {
    const line = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text)
        .replace(invisible, ' ')
        .trim()
        .replace(/##(?=\[)/g, '# #')
        .replace(/^::/, ': :');
    return truncate(line, longest);
}
const misleading = /[^\P{Cc}\t\n\r]|[\p{Bidi_Control}\u2028\u2029\ufeff]/gu;
/** Text of several lines in which characters that hide or turn round others are seen: `⟨U+202E⟩`. */
function withVisibleControls(text) {
    return text.replace(misleading, (character) => {
        const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
        return `⟨U+${code}⟩`;
    });
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
/* harmony import */ var _base_durations_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8352);
/* harmony import */ var _base_node_version_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5732);
/* harmony import */ var _start_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9793);



const problem = (0,_base_node_version_js__WEBPACK_IMPORTED_MODULE_2__/* .nodeProblem */ .k)(process.versions.node);
if (problem !== undefined) {
    process.stdout.write(`::error::${problem}\n`);
    process.exitCode = 1;
}
else
    await (0,_start_js__WEBPACK_IMPORTED_MODULE_1__/* .step */ .P)(_base_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .durations */ .S, process.env);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 1581:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ guardedFolder)
/* harmony export */ });
/**
 * The folder that `path` (relative to the workspace) leads into and that holds what git, GitHub or a hook would run;
 * undefined for any other path. All spellings count that a system takes for the same folder: other case, dots and spaces at
 * the end, characters without width, `git~1`, `.git::$INDEX_ALLOCATION`.
 */
function guardedFolder(path) {
    const folders = path.split(/[\\/]/).map((name) => name
        .replace(/\p{Cf}/gu, '')
        .replace(/:.*$/, '')
        .replace(/[. ]+$/, '')
        .toLowerCase());
    if (folders.some((name) => name === '.git' || name === 'git~1'))
        return '.git';
    return folders[0] === '.github' ? '.github' : undefined;
}


/***/ }),

/***/ 2829:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Fg: () => (/* binding */ fileInput),
  Ko: () => (/* binding */ readInputs),
  ql: () => (/* binding */ readSecrets),
  L_: () => (/* binding */ readSummary)
});

// UNUSED EXPORTS: defaults

// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __nccwpck_require__(4758);
// EXTERNAL MODULE: ./src/api/task.ts
var api_task = __nccwpck_require__(5347);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./src/base/text.ts
var base_text = __nccwpck_require__(766);
// EXTERNAL MODULE: ./src/base/url.ts
var base_url = __nccwpck_require__(7384);
// EXTERNAL MODULE: ./src/inputs/guarded-folders.ts
var guarded_folders = __nccwpck_require__(1581);
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
/** Credits that stay in the account, 0 included. */
const balance = (name, value) => {
    if (/^\d+(\.\d+)?$/.test(value))
        return Number(value);
    throw invalid(name, value, 'a number of credits, like `100` or `7.5`');
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
    // A user, a query and a fragment may be a token.
    const shown = /[@?#]/.test(value) ? '(not shown)' : value;
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
/** Absolute, lexically inside `workspace` and outside `.git` and `.github`. */
function folderIn(workspace) {
    return (name, value) => {
        const path = (0,external_node_path_.resolve)(workspace, value);
        const away = (0,external_node_path_.relative)(workspace, path);
        if (value.includes('\0') || (0,external_node_path_.isAbsolute)(away) || away.split(/[\\/]/)[0] === '..') {
            throw invalid(name, value, 'a folder inside the workspace, like `assets/launch`');
        }
        if ((0,guarded_folders/* guardedFolder */.T)(away) === undefined)
            return path;
        throw invalid(name, value, 'a folder outside `.git` and `.github`, like `assets/launch`');
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
/** One path or glob a line. */
const pathLines = (_, value) => value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
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
    const patterns = parsed('results-from', texts, pathLines);
    const wholes = [
        ...(filter ? ['list-models'] : []),
        ...(tasks ? ['task-id'] : []),
        ...(patterns ? ['results-from'] : []),
        ...(manifest ? ['manifest'] : []),
    ];
    const [whole, ...others] = wholes;
    if (whole !== undefined && others.length + given.length > 0) {
        const why = whole === 'manifest' ? 'has all that is asked for' : 'creates nothing';
        throw new errors/* InputError */.dz(`Input \`${whole}\` ${why}, so it does not go with \`${[...given, ...others].join('`, `')}\`. Remove one or the other.`);
    }
    if (filter)
        return { kind: 'catalog', filter };
    if (tasks)
        return { kind: 'tasks', tasks };
    if (patterns)
        return { kind: 'results', patterns };
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
/** Reads `INPUT_*` of an environment, for a step in `workspace` on an event that may be untrusted. Throws InputError for the first bad value. */
function readInputs(env, { workspace, untrustedEvent }) {
    const { written, input, parsed, optional } = textsIn(env);
    const id = optional('api-id', headerValue);
    const key = optional('api-key', headerValue);
    const inputs = {
        credentials: id !== undefined && key !== undefined ? { id, key } : undefined,
        missingCredentials: [
            ...(id === undefined ? ['api-id'] : []),
            ...(key === undefined ? ['api-key'] : []),
        ],
        apiUrl: parsed('api-url', apiUrl),
        source: sourceOf({
            model: written('model'),
            name: written('name'),
            params: written('params'),
            'params-file': written('params-file'),
            manifest: written('manifest'),
            'task-id': written('task-id'),
            'results-from': written('results-from'),
            'list-models': written('list-models'),
        }, defaults.params),
        shard: optional('shard', shard),
        concurrency: parsed('concurrency', wholeNumber),
        maxCredits: optional('max-credits', credits),
        minBalance: optional('min-balance', balance),
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
    checkTogether(inputs, untrustedEvent);
    return inputs;
}
/** The input that names the file where what is asked for is written; undefined where the workflow's author wrote it. */
function fileInput(source) {
    if (source.kind === 'manifest')
        return 'manifest';
    return source.kind === 'generation' && 'file' in source.params ? 'params-file' : undefined;
}
/** Throws InputError for inputs that do not go together. */
function checkTogether(inputs, untrustedEvent) {
    const { source, shard: part, maxCredits, wait, dryRun, credentials } = inputs;
    if (part && source.kind !== 'manifest') {
        throw new errors/* InputError */.dz('Input `shard` needs the input `manifest`: it is a part of that file. Add it, or remove `shard`.');
    }
    if (!wait && maxCredits !== undefined) {
        throw new errors/* InputError */.dz('Inputs `wait: false` and `max-credits` exclude each other: what a task costs is known when it is done. Remove one of them.');
    }
    const file = fileInput(source);
    const isSpending = credentials !== undefined && !dryRun && maxCredits === undefined;
    if (file !== undefined && untrustedEvent !== undefined && isSpending) {
        const waiting = wait ? '' : ' Remove `wait: false`, which excludes it.';
        throw new errors/* InputError */.dz(`Input \`${file}\` needs \`max-credits\` on the event ${untrustedEvent}: someone without write access may have written the file. Add the limit, like \`max-credits: 20\`.${waiting}`);
    }
}


/***/ }),

/***/ 4532:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   qE: () => (/* binding */ findFile),
/* harmony export */   yR: () => (/* binding */ readText)
/* harmony export */ });
/* unused harmony export isGitFolder */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4758);



const largestFile = 1024 * 1024;
/** True for a part of a path that some system takes for the folder of git: its contents may be credentials. */
function isGitFolder(part) {
    return /^(\.git[. ]*|git~\d)$/i.test(part);
}
/**
 * Looks for a file by its path from the workspace. Links are not followed: they may lead to credentials, which an error
 * message would then show. `why`: why it is not read, as the end of a sentence that begins with the path, without a full stop.
 */
async function findFile(path, workspace) {
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, path);
    const away = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(workspace, absolute);
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(away) || away.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep)[0] === '..') {
        return { why: 'is outside the workspace. Move it into the repository' };
    }
    const parts = away.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep);
    if (parts.some(isGitFolder))
        return { why: 'is in the folder of git, where nothing is read' };
    let found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(workspace);
    for (const [i] of parts.entries()) {
        try {
            found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, ...parts.slice(0, i + 1)));
        }
        catch {
            const why = 'is not in the workspace. Check the path, and that actions/checkout ran before this step';
            return { why };
        }
        if (found.isSymbolicLink()) {
            const why = 'leads through a symbolic link, which is not followed. Give the path of the file itself';
            return { why };
        }
    }
    if (found.isDirectory())
        return { why: 'is a folder. Give the path of the file in it' };
    if (!found.isFile())
        return { why: 'is not a file. Give the path of one' };
    return { file: { path: parts.join('/'), absolute, size: found.size } };
}
/** A text file of the workspace, and its path with `/`. Throws InputError. */
async function readText(path, input, { workspace }) {
    const wrong = (why) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`Input \`${input}\`: ${path} ${why}.`);
    const found = await findFile(path, workspace);
    if ('why' in found)
        throw wrong(found.why);
    const { path: file, absolute, size } = found.file;
    if (size > largestFile)
        throw wrong(`has ${size} bytes; at most ${largestFile} are read. Split it`);
    const bytes = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(absolute).catch((error) => {
        throw wrong(`cannot be read (${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)})`);
    });
    try {
        return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), file };
    }
    catch {
        throw wrong('is not UTF-8 text');
    }
}


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
function partOf(links, { index, of }, keyOf) {
    const load = Array.from({ length: of }, () => 0);
    const mine = new Set();
    for (const chain of chainsIn(links, keyOf)) {
        const shard = load.indexOf(Math.min(...load));
        load[shard] = (load[shard] ?? 0) + chain.length;
        if (shard === index - 1)
            for (const link of chain)
                mine.add(link);
    }
    return links.filter((link) => mine.has(link));
}
function chainsIn(links, keyOf) {
    const byName = new Map(links.map((link) => [link.name, link]));
    const keys = new Map(links.map((link) => [link, keyOf(link)]));
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

/***/ 7194:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  JU: () => (/* binding */ inputFilesIn),
  Bj: () => (/* binding */ sha256Of),
  j8: () => (/* binding */ withTexts)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __nccwpck_require__(370);
// EXTERNAL MODULE: ./src/base/json.ts
var json = __nccwpck_require__(3659);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __nccwpck_require__(4758);
// EXTERNAL MODULE: ./src/inputs/workspace.ts
var inputs_workspace = __nccwpck_require__(4532);
// EXTERNAL MODULE: ./src/manifest/urls.ts
var urls = __nccwpck_require__(7587);
;// CONCATENATED MODULE: ./src/manifest/input-files.ts









/** GitHub refuses files above 100 MB, and models take pictures and short clips. */
const largestFile = 50 * 1024 * 1024;
const longestPath = 1000;
const readAtOnce = 10;
/**
 * Finds the files that texts in `params` name, whatever the param: only the model's schema tells which of them are sent as
 * URLs. Texts that name nothing at the top of the workspace, and folders, are left out.
 */
async function inputFilesIn(params, workspace) {
    const top = new Set(await (0,promises_.readdir)(workspace).catch(() => []));
    const named = [...textsIn(params)].filter((text) => {
        const [first = ''] = text.replace(/^(\.\/+)+/, '').split('/');
        return top.has(first) || first === '..' || first === '';
    });
    const limit = (0,p_limit/* default */.A)(readAtOnce);
    const found = await Promise.all(named.map(async (text) => limit(async () => [text, await read(text, workspace)])));
    return new Map(found.flatMap(([text, file]) => (file ? [[text, file]] : [])));
}
/** Short lines that are no URLs. */
function textsIn(value, found = new Set()) {
    if (typeof value === 'string') {
        if (value !== '' && value.length <= longestPath && (0,urls/* isPath */.uf)(value) && !/[\0\r\n]/.test(value)) {
            found.add(value);
        }
    }
    else if (Array.isArray(value))
        for (const each of value)
            textsIn(each, found);
    else if ((0,json/* isRecord */.u4)(value))
        for (const each of Object.values(value))
            textsIn(each, found);
    return found;
}
async function read(text, workspace) {
    const found = await (0,inputs_workspace/* findFile */.qE)(text, workspace);
    if ('why' in found)
        return found;
    const { path, absolute, size } = found.file;
    if (size > largestFile)
        return { why: `has ${size} bytes; at most ${largestFile} are sent` };
    try {
        return { path, sha256: await sha256Of(absolute) };
    }
    catch (error) {
        return { why: `cannot be read (${(0,errors/* messageOf */.bD)(error)})` };
    }
}
/** Of the bytes of a file, in hexadecimal. */
async function sha256Of(path) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_namespaceObject.pipeline)((0,external_node_fs_.createReadStream)(path), hash);
    return hash.digest('hex');
}
/** A value in which each text that `replace` knows is replaced. */
function withTexts(value, replace) {
    if (typeof value === 'string')
        return replace(value) ?? value;
    if (Array.isArray(value))
        return value.map((each) => withTexts(each, replace));
    if (!(0,json/* isRecord */.u4)(value))
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withTexts(each, replace)]));
}


/***/ }),

/***/ 7587:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   OW: () => (/* binding */ withUrlParams),
/* harmony export */   Rj: () => (/* binding */ urlParamsIn),
/* harmony export */   rn: () => (/* binding */ urlProblem),
/* harmony export */   uf: () => (/* binding */ isPath)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(766);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3659);


/** The texts that are URLs by the name of their param (`image_url`, `image_urls`) or by the schema's format. */
function urlParamsIn(params, schema) {
    const found = [];
    withUrlParams(params, schema, (value, path) => {
        found.push({ path, value });
        return value;
    });
    return found;
}
/** The params with each text that is a URL by its param's name or format changed. */
function withUrlParams(params, schema, change) {
    const properties = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(schema['properties']) ? schema['properties'] : {};
    const visit = (value, path, isUrl) => {
        if (typeof value === 'string')
            return isUrl && value !== '' ? change(value, path) : value;
        if (Array.isArray(value))
            return value.map((each, i) => visit(each, [...path, i], isUrl));
        if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(value))
            return value;
        const entries = Object.entries(value);
        return Object.fromEntries(entries.map(([key, each]) => [key, visit(each, [...path, key], isUrlName(key))]));
    };
    return Object.fromEntries(Object.entries(params).map(([key, value]) => [
        key,
        visit(value, [key], isUrlName(key) || hasUrlFormat(properties[key])),
    ]));
}
function isUrlName(key) {
    return /(^|_)ur[il]s?$/i.test(key);
}
function hasUrlFormat(property) {
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(property))
        return false;
    const { format, items } = property;
    return (typeof format === 'string' && /^ur[il]$/.test(format)) || hasUrlFormat(items);
}
/** True for a path of the workspace, and not a URL. A drive letter is no scheme. */
function isPath(value) {
    return !/^[a-z][a-z0-9+.-]+:/i.test(value);
}
/** Why the API could not fetch a URL; undefined where it may. `loopback`: the API, and so its files, may be on this machine. */
function urlProblem(value, loopback) {
    const url = URL.parse(value);
    if (!url)
        return undefined;
    switch (url.protocol) {
        case 'http:':
        case 'https:':
            break;
        case 'data:':
            return warning('is a `data:` URL. The API documents public URLs only and may refuse it.');
        case 'file:':
            return error('is a file of this machine, which the API cannot read.');
        default:
            return warning(`is a \`${url.protocol}\` URL. The API may take \`https:\` URLs only.`);
    }
    if (isPrivate(url.hostname) && !(loopback && isLoopbackAddress(url.hostname))) {
        const host = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(url.hostname, 80);
        return error(`is on \`${host}\`, which only this machine or its network can reach.`);
    }
    const raw = rawOfPage(url);
    if (raw === undefined)
        return undefined;
    return error(`is GitHub's page about the file, not the file. Use ${raw}`);
}
function error(message) {
    return { severity: 'error', message };
}
function warning(message) {
    return { severity: 'warning', message };
}
/** The file that a page of github.com shows. */
function rawOfPage(url) {
    if (!/^(www\.)?github\.com$/.test(url.hostname) || url.searchParams.has('raw'))
        return undefined;
    const [, repository, rest] = /^\/([^/]+\/[^/]+)\/blob\/(.+)$/.exec(url.pathname) ?? [];
    return repository === undefined || rest === undefined
        ? undefined
        : `https://raw.githubusercontent.com/${repository}/${rest}`;
}
/** An address, not the name `localhost`, which people write for servers of their own. */
function isLoopbackAddress(hostname) {
    return hostname === '[::1]' || hostname.startsWith('127.');
}
/** Names and addresses that are not of the public internet. Names are not looked up. */
function isPrivate(hostname) {
    const host = hostname.replace(/\.$/, '');
    if (host.startsWith('['))
        return isPrivateV6(host.slice(1, -1));
    if (/^\d+(\.\d+){3}$/.test(host))
        return isPrivateV4(host);
    return !host.includes('.') || /\.(localhost|local|internal|lan|home\.arpa)$/.test(host);
}
function isPrivateV4(address) {
    const [a = 0, b = 0] = address.split('.').map(Number);
    if (a === 0 || a === 10 || a === 127)
        return true;
    if (a === 100)
        return b >= 64 && b < 128;
    if (a === 169)
        return b === 254;
    if (a === 172)
        return b >= 16 && b < 32;
    return a === 192 && b === 168;
}
/** `address` as URL writes it: in hexadecimal, shortened. */
function isPrivateV6(address) {
    const [, high, low] = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(address) ?? [];
    if (high !== undefined && low !== undefined) {
        const bits = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16);
        return isPrivateV4([24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.'));
    }
    return address === '::' || address === '::1' || /^(f[cd]|fe[89ab])/.test(address);
}


/***/ }),

/***/ 8491:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   At: () => (/* binding */ Facts),
/* harmony export */   Bz: () => (/* binding */ mayRecall),
/* harmony export */   Od: () => (/* binding */ scopeOf)
/* harmony export */ });
/* harmony import */ var _api_task_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5347);
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9700);


/** The scope of a step. `plan`: names all that it asks for. */
function scopeOf({ reuse, apiUrl, key }, { identity, runId, runAttempt }, plan) {
    const { workflow, job, step } = identity;
    return {
        reuse,
        origin: apiUrl.origin,
        identity: [workflow, job, step, key],
        runId,
        attempt: runAttempt,
        plan,
    };
}
/** True when an earlier attempt or run may have left something. */
function mayRecall(reuse, attempt) {
    return reuse === 'always' || (reuse === 'run' && attempt > 1);
}
/**
 * The facts of a step as keys of the cache service, below 512 characters and without commas. The parts of a key are of fixed
 * length or have no hyphen, but for the id at its end. Keys that are read may be anybody's: what does not fit is no fact.
 */
class Facts {
    /** This attempt, as in `Opened`. */
    attempt;
    #root;
    #scope;
    #run;
    #given;
    constructor(given) {
        const { reuse, origin, identity, runId, attempt } = given;
        this.#given = given;
        this.#run = runId.replace(/\D/g, '') || '0';
        this.attempt = `${this.#run}.${attempt}`;
        this.#root = `creatify2-${(0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__/* .hash */ .tW)(origin)}`;
        this.#scope = (0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__/* .hash */ .tW)(JSON.stringify([...identity, reuse === 'always' ? '' : this.#run]));
    }
    /** Of all tasks that were bought for a fingerprint. */
    boughtPrefix(fingerprint) {
        const isOfRun = this.#given.reuse === 'run';
        return isOfRun
            ? `${this.#root}-run-${this.#scope}-${fingerprint}-`
            : `${this.#root}-repo-${fingerprint}-`;
    }
    bought(fingerprint, id) {
        const by = this.#given.reuse === 'run' ? this.attempt : this.#run;
        return `${this.boughtPrefix(fingerprint)}${by}-${id}`;
    }
    readBought(key, fingerprint) {
        const rest = key.slice(this.boughtPrefix(fingerprint).length);
        const [, run, id] = /^(\d+)(?:\.\d+)?-(.+)$/.exec(rest) ?? [];
        return run === undefined || id === undefined || !(0,_api_task_js__WEBPACK_IMPORTED_MODULE_0__/* .isTaskId */ .XJ)(id) ? undefined : { id, run };
    }
    /** Of what finished tasks of one price key cost. */
    pricePrefix(priceKey) {
        return `${this.#root}-price-${(0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__/* .hash */ .tW)(priceKey)}-`;
    }
    price(priceKey, credits, id) {
        return `${this.pricePrefix(priceKey)}${credits}-${id}`;
    }
    readPrice(key, priceKey) {
        const rest = key.slice(this.pricePrefix(priceKey).length);
        const [, credits] = /^(\d{1,6}(?:\.\d{1,6})?)-/.exec(rest) ?? [];
        return Number(credits) > 0 ? Number(credits) : undefined;
    }
    /** Of what attempts may have created, for any plan. */
    get openPrefix() {
        return `${this.#root}-open-${this.#scope}-`;
    }
    /** The same for this plan: of all attempts, or of one of this run. */
    openOf(attempt) {
        const ofPlan = `${this.openPrefix}${this.#given.plan}-`;
        return attempt === undefined ? ofPlan : `${ofPlan}${this.#run}.${attempt}-`;
    }
    open(since, inherited) {
        return `${this.openOf(this.#given.attempt)}${since}${inherited ? '-inherited' : ''}`;
    }
    readOpen(key) {
        const pattern = /^([0-9a-f]{32})-(\d+\.\d+)-(\d{1,15})(-inherited)?$/;
        const [, plan, attempt, since, inherited] = pattern.exec(key.slice(this.openPrefix.length)) ?? [];
        if (attempt === undefined || plan === undefined)
            return undefined;
        return { attempt, plan, since: Number(since), inherited: inherited !== undefined };
    }
    /**
     * That every create of an attempt for a plan is answered, every task noted, and nothing left to look for of attempts
     * before it.
     */
    closed(attempt = this.attempt, plan = this.#given.plan) {
        return `${this.#root}-closed-${this.#scope}-${attempt}-${plan}`;
    }
}


/***/ }),

/***/ 9700:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   WS: () => (/* binding */ fingerprints),
/* harmony export */   XC: () => (/* binding */ planOf),
/* harmony export */   tW: () => (/* binding */ hash)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3659);
/* harmony import */ var _manifest_graph_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8185);
/* harmony import */ var _manifest_generation_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5739);
/* harmony import */ var _manifest_input_files_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7194);





/**
 * Names what is bought: model, params (whatever the order of their keys) and the ordinal among equal generations of the
 * whole manifest. Without the name and `webhook-url`, which change nothing about the picture. The values that a child takes
 * from a parent are known by the parent's task: its files may get new URLs. A file of the workspace is known by its content,
 * so that another commit with the same picture asks for the same.
 */
function fingerprints(generations, files) {
    const seen = new Map();
    const ownOf = new Map();
    return new Map((0,_manifest_graph_js__WEBPACK_IMPORTED_MODULE_3__/* .parentsFirst */ .IT)(generations).map((generation) => {
        const { name, model, parents } = generation;
        const { params } = (0,_manifest_generation_js__WEBPACK_IMPORTED_MODULE_1__/* .resolveWithPlaceholders */ .hc)(generation, (parent) => ({
            id: ownOf.get(parent) ?? '',
        }));
        const content = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_4__/* .canonical */ .$N)([model, (0,_manifest_input_files_js__WEBPACK_IMPORTED_MODULE_2__/* .withTexts */ .j8)(params, (text) => contentOf(files.get(text)))]);
        const ordinal = seen.get(content) ?? 0;
        seen.set(content, ordinal + 1);
        const own = hash(`${content}#${ordinal}`);
        ownOf.set(name, own);
        const of = (idOf) => {
            if (parents.length === 0)
                return own;
            const ids = parents.map(idOf);
            return ids.includes(undefined) ? undefined : hash([own, ...ids].join());
        };
        return [generation, { own, of }];
    }));
}
function contentOf(file) {
    return file === undefined || file.why !== undefined ? undefined : { sha256: file.sha256 };
}
/** Names all that a job asks for, whatever its order. */
function planOf(generations, prints) {
    const own = generations.flatMap((generation) => prints.get(generation)?.own ?? []);
    return hash(own.toSorted().join());
}
/** 32 hex digits: every hash in a key of the cache service has this length. */
function hash(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, 32);
}


/***/ }),

/***/ 9793:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  P: () => (/* binding */ step)
});

// EXTERNAL MODULE: ./src/api/creatify.ts + 1 modules
var creatify = __nccwpck_require__(9401);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __nccwpck_require__(4758);
// EXTERNAL MODULE: ./src/base/proxy.ts
var base_proxy = __nccwpck_require__(4497);
// EXTERNAL MODULE: ./src/base/redact.ts
var redact = __nccwpck_require__(1564);
// EXTERNAL MODULE: ./src/base/text.ts
var base_text = __nccwpck_require__(766);
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./src/base/json.ts
var json = __nccwpck_require__(3659);
// EXTERNAL MODULE: ./src/base/url.ts
var url = __nccwpck_require__(7384);
;// CONCATENATED MODULE: ./src/inputs/cache-access.ts
/** Reads what the runner tells of the cache service, as the toolkit reads it; undefined where it offers none. */
function cacheAccessOf(env) {
    const token = env['ACTIONS_RUNTIME_TOKEN'];
    const results = env['ACTIONS_RESULTS_URL'];
    const isNew = Boolean(env['ACTIONS_CACHE_SERVICE_V2']) && !isEnterpriseServer(env);
    const url = isNew ? results : env['ACTIONS_CACHE_URL'] || results;
    if (!token || !url)
        return undefined;
    const mode = env['ACTIONS_CACHE_MODE'] || undefined;
    return { url: url.replace(/\/*$/, '/'), token, protocol: isNew ? 2 : 1, mode };
}
function isEnterpriseServer(env) {
    const host = URL.parse(env['GITHUB_SERVER_URL'] ?? '')?.hostname ?? 'github.com';
    return host !== 'github.com' && !host.endsWith('.ghe.com') && !host.endsWith('.localhost');
}

;// CONCATENATED MODULE: ./src/inputs/events.ts

/**
 * Events that only people with write access to the repository cause, about files that are theirs. From GitHub's page "Events
 * that trigger workflows". On every other event, and on those that GitHub adds later, someone without write access may have written what the
 * step reads while the secrets are there.
 */
const trusted = new Set([
    'branch_protection_rule',
    'check_run',
    'check_suite',
    'create',
    'delete',
    'deployment',
    'deployment_protection_rule',
    'deployment_status',
    'label',
    'merge_group',
    'milestone',
    'page_build',
    'public',
    'pull_request',
    'push',
    'registry_package',
    'release',
    'repository_dispatch',
    'schedule',
    'status',
    'workflow_dispatch',
]);
/**
 * The name of the event where someone without write access may have written the files of the workspace; undefined where only people with
 * write access can have. A pull request from a fork that has secrets anyway counts as `pull_request_target` does.
 */
function untrustedEvent(env, event) {
    const name = env['GITHUB_EVENT_NAME'] ?? '';
    if (name === '')
        return undefined;
    return trusted.has(name) && !isFromFork(event) ? undefined : name;
}
/** Whether the event is about a pull request of another repository. A fork that is gone has no name. */
function isFromFork(event) {
    const head = (0,json/* valueAt */.fK)(event, 'pull_request', 'head');
    if (head === undefined)
        return false;
    return (0,json/* valueAt */.fK)(head, 'repo', 'full_name') !== (0,json/* valueAt */.fK)(event, 'repository', 'full_name');
}

;// CONCATENATED MODULE: ./src/inputs/context.ts







/**
 * Reads `GITHUB_*` and `RUNNER_*` of an environment and the payload of its event. Never throws: what is missing has a
 * default that changes nothing.
 */
function readContext(env, event) {
    return {
        workspace: (0,external_node_path_.resolve)(env['GITHUB_WORKSPACE'] ?? '.'),
        temp: (0,external_node_path_.resolve)(env['RUNNER_TEMP'] ?? (0,external_node_os_namespaceObject.tmpdir)()),
        outputFile: env['GITHUB_OUTPUT'] || undefined,
        rawFilesUrl: rawFilesUrl(env, event),
        untrustedEvent: untrustedEvent(env, event),
        withoutSecrets: withoutSecrets(env, event),
        cache: cacheAccessOf(env),
        proxies: (0,base_proxy/* proxyVariables */.e)(env),
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
/** Tests put the simulator's raw files here. Only loopback is taken: nothing else could lead files elsewhere. */
const rawHostSwitch = 'CREATIFY_RAW_FILES_HOST';
function rawFilesUrl(env, event) {
    const head = (0,json/* valueAt */.fK)(event, 'pull_request', 'head');
    const repository = head === undefined ? (0,json/* valueAt */.fK)(event, 'repository') : (0,json/* valueAt */.fK)(head, 'repo');
    const name = (0,json/* valueAt */.fK)(repository, 'full_name') ?? env['GITHUB_REPOSITORY'];
    const sha = (0,json/* valueAt */.fK)(head, 'sha') ?? env['GITHUB_SHA'];
    const host = rawHost(env);
    // Where the event does not tell, whether the file can be fetched tells.
    if (host === undefined || (0,json/* valueAt */.fK)(repository, 'private') === true)
        return undefined;
    if (typeof name !== 'string' || typeof sha !== 'string' || sha === '')
        return undefined;
    return `${host}/${name}/${sha}/`;
}
/** Files of GitHub Enterprise Server are for those who log in. */
function rawHost(env) {
    const replaced = URL.parse(env[rawHostSwitch] ?? '');
    if (replaced && (0,url/* isLoopback */.U)(replaced.hostname))
        return replaced.origin;
    return serverUrlOf(env) === 'https://github.com' ? 'https://raw.githubusercontent.com' : undefined;
}
/** Every event about a pull request from another repository, but for `pull_request_target`, which has the secrets. */
function withoutSecrets(env, event) {
    if (env['GITHUB_ACTOR'] === 'dependabot[bot]')
        return true;
    if (env['GITHUB_EVENT_NAME'] === 'pull_request_target')
        return false;
    return isFromFork(event);
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

// EXTERNAL MODULE: ./src/inputs/inputs.ts + 2 modules
var inputs_inputs = __nccwpck_require__(2829);
// EXTERNAL MODULE: ./src/reuse/facts.ts
var facts = __nccwpck_require__(8491);
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
    const [core, { run }] = await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(58)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6058)), Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(58), __nccwpck_require__.e(185)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6185))]);
    try {
        await run(start, cancelled.signal);
    }
    catch (error) {
        if (!(error instanceof errors/* StepFailure */.pH)) {
            const stack = error instanceof Error ? (error.stack ?? '') : '';
            for (const line of stack.split('\n'))
                core.info((0,base_text/* sanitizeLine */.g$)(start.redact(line)));
            core.info('This is a bug in the action. Open an issue with these lines.');
        }
        core.setFailed((0,base_text/* sanitizeLine */.g$)(start.redact((0,errors/* messageOf */.bD)(error))));
    }
    // Downloads that were given up cannot be aborted and would keep Node alive. An empty write waits for the log to be out.
    process.stdout.write('', () => {
        process.exit();
    });
}
const userAgent = 'creatify-asset-generator-action';
const noOutputs = 'GITHUB_OUTPUT is not set, so the outputs would be lost. Set it to the path of a file, as GitHub’s runner does. Nothing was created.';
/**
 * Reads the inputs and sends the first request, so that the answer is on its way while the toolkit loads: this module and
 * what it imports stay light. Never throws and logs nothing.
 */
function startStep(env, durations, signal) {
    const context = readContext(env, readEvent(env));
    const secrets = (0,inputs_inputs/* readSecrets */.ql)(env);
    const summary = (0,inputs_inputs/* readSummary */.L_)(env);
    const known = { context, durations, secrets, redact: (0,redact/* redactor */.$p)(secrets), summary };
    try {
        if (context.outputFile === undefined)
            throw new errors/* InputError */.dz(noOutputs);
        const inputs = (0,inputs_inputs/* readInputs */.Ko)(env, context);
        const { credentials, apiUrl, webhookUrl, source, reuse } = inputs;
        if (!credentials)
            return { ...known, inputs };
        const proxy = (0,base_proxy/* proxyFor */.i)(apiUrl, context.proxies);
        const connection = { base: apiUrl, credentials, userAgent, webhookUrl, proxy };
        const api = (0,creatify/* creatify */.A)({ ...connection, durations: durations.api });
        const balance = once(async () => readBalance(api, durations.api.balance, signal));
        const creates = source.kind === 'generation' || source.kind === 'manifest';
        if (creates && !(0,facts/* mayRecall */.Bz)(reuse, context.runAttempt))
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

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

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

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  A: () => (/* binding */ pLimit)
});

// UNUSED EXPORTS: limitFunction

;// CONCATENATED MODULE: ./node_modules/yocto-queue/index.js
/*
How it works:
`this.#head` is an instance of `Node` which keeps track of its current value and nests another instance of `Node` that keeps the value that comes after it. When a value is provided to `.enqueue()`, the code needs to iterate through `this.#head`, going deeper and deeper to find the last value. However, iterating through every single item is slow. This problem is solved by saving a reference to the last value as `this.#tail` so that it can reference it to add a new value.
*/

class Node {
	value;
	next;

	constructor(value) {
		this.value = value;
	}
}

class Queue {
	#head;
	#tail;
	#size;

	constructor() {
		this.clear();
	}

	enqueue(value) {
		const node = new Node(value);

		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}

		this.#size++;
	}

	dequeue() {
		const current = this.#head;
		if (!current) {
			return;
		}

		this.#head = this.#head.next;
		this.#size--;

		// Clean up tail reference when queue becomes empty
		if (!this.#head) {
			this.#tail = undefined;
		}

		return current.value;
	}

	peek() {
		if (!this.#head) {
			return;
		}

		return this.#head.value;

		// TODO: Node.js 18.
		// return this.#head?.value;
	}

	clear() {
		this.#head = undefined;
		this.#tail = undefined;
		this.#size = 0;
	}

	get size() {
		return this.#size;
	}

	* [Symbol.iterator]() {
		let current = this.#head;

		while (current) {
			yield current.value;
			current = current.next;
		}
	}

	* drain() {
		while (this.#head) {
			yield this.dequeue();
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/p-limit/index.js


function pLimit(concurrency) {
	let rejectOnClear = false;

	if (typeof concurrency === 'object') {
		({concurrency, rejectOnClear = false} = concurrency);
	}

	validateConcurrency(concurrency);

	if (typeof rejectOnClear !== 'boolean') {
		throw new TypeError('Expected `rejectOnClear` to be a boolean');
	}

	const queue = new Queue();
	let activeCount = 0;

	const resumeNext = () => {
		// Process the next queued function if we're under the concurrency limit
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};

	const next = () => {
		activeCount--;
		resumeNext();
	};

	const run = async (function_, resolve, arguments_) => {
		// Execute the function and capture the result promise
		const result = (async () => function_(...arguments_))();

		// Resolve immediately with the promise (don't wait for completion)
		resolve(result);

		// Wait for the function to complete (success or failure)
		// We catch errors here to prevent unhandled rejections,
		// but the original promise rejection is preserved for the caller
		try {
			await result;
		} catch {}

		// Decrement active count and process next queued function
		next();
	};

	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = {reject};

		// Queue the internal resolve function instead of the run function
		// to preserve the asynchronous execution context.
		new Promise(internalResolve => { // eslint-disable-line promise/param-names
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(undefined, function_, resolve, arguments_)); // eslint-disable-line promise/prefer-await-to-then

		// Start processing immediately if we haven't reached the concurrency limit
		if (activeCount < concurrency) {
			resumeNext();
		}
	};

	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});

	Object.defineProperties(generator, {
		activeCount: {
			get: () => activeCount,
		},
		pendingCount: {
			get: () => queue.size,
		},
		clearQueue: {
			value() {
				if (!rejectOnClear) {
					queue.clear();
					return;
				}

				const abortError = AbortSignal.abort().reason;

				while (queue.size > 0) {
					queue.dequeue().reject(abortError);
				}
			},
		},
		concurrency: {
			get: () => concurrency,

			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;

				queueMicrotask(() => {
					// eslint-disable-next-line no-unmodified-loop-condition
					while (activeCount < concurrency && queue.size > 0) {
						resumeNext();
					}
				});
			},
		},
		map: {
			async value(iterable, function_) {
				const promises = [];

				try {
					Array.from(iterable, (value, index) => {
						const promise = generator(function_, value, index);
						promises.push(promise);
						return promise;
					});
				} catch (error) {
					// The iterable threw, so `Promise.all` never observes the already scheduled promises. Observe them here to avoid unhandled rejections.
					for (const promise of promises) {
						promise.catch(() => {}); // eslint-disable-line promise/prefer-await-to-then
					}

					throw error;
				}

				return Promise.all(promises);
			},
		},
	});

	return generator;
}

function limitFunction(function_, options) {
	const limit = pLimit(options);

	const limitedFunction = (...arguments_) => limit(() => function_(...arguments_));
	Object.defineProperty(limitedFunction, 'clearQueue', {
		value: limit.clearQueue,
	});

	return limitedFunction;
}

function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
		throw new TypeError('Expected `concurrency` to be a number from 1 and up');
	}
}


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
