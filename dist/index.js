import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ }),

/***/ 6703:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ creatify),
/* harmony export */   C: () => (/* binding */ batchSize)
/* harmony export */ });
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3659);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4106);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3968);
/* harmony import */ var _task_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5347);




/** The most ids that `GET ?ids=` takes. */
const batchSize = 100;
const tasksPath = 'api/asset_generator/';
const mostPages = 20;
/** The API at `base`. `webhookUrl` goes with every create. */
function creatify(base, credentials, userAgent, webhookUrl) {
    const http = (0,_http_js__WEBPACK_IMPORTED_MODULE_1__/* .connect */ .N)(base, credentials, userAgent, webhookUrl);
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
            const credits = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u)(answer) ? (0,_task_js__WEBPACK_IMPORTED_MODULE_3__/* .numberOf */ .rl)(answer['remaining_credits']) : undefined;
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
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD(`${request} answered without ${wanted}: ${quoted}`, {
        status: 200,
        detail: quoted,
        reachedServer: true,
        kind: 'answer',
    });
}
function modelOf(item) {
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u)(item) || typeof item['model_name'] !== 'string')
        return undefined;
    const type = item['generation_type'];
    const schema = item['input_params_schema'];
    return {
        model_name: item['model_name'],
        generation_type: typeof type === 'string' ? type : '',
        input_params_schema: (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u)(schema) ? schema : {},
    };
}
/** A plain array, or the `results` of a paginated answer. */
function listOf(answer) {
    if (Array.isArray(answer))
        return answer;
    return (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u)(answer) && Array.isArray(answer['results']) ? answer['results'] : undefined;
}
/** The query of the next page, where a list is paginated. */
function nextPage(answer) {
    const next = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u)(answer) ? answer['next'] : undefined;
    const url = typeof next === 'string' ? URL.parse(next, 'https://api.invalid') : null;
    return url?.search ? Object.fromEntries(url.searchParams) : undefined;
}


/***/ }),

/***/ 4106:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ toApiError),
/* harmony export */   O$: () => (/* binding */ unreadable),
/* harmony export */   hD: () => (/* binding */ ApiError),
/* harmony export */   te: () => (/* binding */ isCertain)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var ky__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3201);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4758);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(766);




/** A request that did not give what was asked. `message` is one sentence: method, path, status, the API's own words. */
class ApiError extends Error {
    name = 'ApiError';
    /** Undefined when no answer came. */
    status;
    /** The API's own words, from whichever of its error bodies; undefined when there were none. */
    detail;
    /** False only when the server can not have seen the request: the connection was never made. */
    reachedServer;
    /** `timeout`: nothing came in time; `reset`: the connection broke; `answer`: the server said no, or something unreadable. */
    kind;
    constructor(message, facts, cause) {
        super(message, { cause });
        this.status = facts.status;
        this.detail = facts.detail;
        this.reachedServer = facts.reachedServer;
        this.kind = facts.kind;
    }
}
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
/** A 2xx answer whose body is no JSON. */
function unreadable(name, response, text) {
    const detail = detailOf(text);
    const type = response.headers.get('Content-Type')?.split(';')[0] ?? 'no content type';
    const quoted = detail === undefined ? '' : `: ${detail}`;
    return new ApiError(`${name} answered ${response.status}, but not with JSON (${type})${quoted}`, {
        status: response.status,
        detail,
        reachedServer: true,
        kind: 'answer',
    });
}
/** One sentence for whatever a try threw. `timeout`: what the try was given, in milliseconds. */
function toApiError(name, error, timeout) {
    if (error instanceof ApiError)
        return error;
    if ((0,ky__WEBPACK_IMPORTED_MODULE_1__/* .isHTTPError */ .nr)(error)) {
        const { status, headers } = error.response;
        const moved = headers.get('Location');
        const detail = detailOf(error.data) ?? (moved === null ? undefined : `moved to ${moved}`);
        const words = detail ?? node_http__WEBPACK_IMPORTED_MODULE_0__.STATUS_CODES[status] ?? 'no further words';
        return new ApiError(`${name} answered ${status}: ${words}`, { status, detail, reachedServer: true, kind: 'answer' }, error);
    }
    const cause = rootOf(error);
    const { code = '' } = cause;
    // The same code also ends a connection that was there.
    const connecting = cause.syscall === undefined || /^(connect|getaddrinfo)$/.test(cause.syscall);
    const unsent = (neverConnected.has(code) && connecting) || distrusted.test(code);
    if (!unsent && (cause.name === 'TimeoutError' || cause.name === 'AbortError')) {
        const within = cause.name === 'TimeoutError'
            ? `within ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(timeout)}`
            : 'in the time that was left';
        return new ApiError(`${name} got no answer ${within}`, { status: undefined, detail: undefined, reachedServer: true, kind: 'timeout' }, error);
    }
    const what = unsent ? 'could not connect' : 'lost the connection before an answer';
    const why = code === 'UND_ERR_ABORTED' || code === '' ? cause.message : code;
    return new ApiError(`${name} ${what} (${why})`, { status: undefined, detail: undefined, reachedServer: !unsent, kind: 'reset' }, error);
}
/** True when trying again cannot help: the server's certificate is not trusted. */
function isCertain(error) {
    return distrusted.test(rootOf(error).code ?? '');
}
function rootOf(error) {
    let root = error;
    while (root instanceof Error && root.cause instanceof Error)
        root = root.cause;
    if (root instanceof AggregateError && root.errors[0] instanceof Error)
        root = root.errors[0];
    const code = root instanceof Error && 'code' in root ? root.code : undefined;
    const syscall = root instanceof Error && 'syscall' in root ? root.syscall : undefined;
    return {
        name: root instanceof Error || (0,ky__WEBPACK_IMPORTED_MODULE_1__/* .isKyError */ .P1)(root) ? root.name : '',
        message: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(root),
        code: typeof code === 'string' ? code : undefined,
        syscall: typeof syscall === 'string' ? syscall : undefined,
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

/***/ 3968:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  N: () => (/* binding */ connect),
  C: () => (/* binding */ maxOutage)
});

// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/proxy.js
var lib_proxy = __nccwpck_require__(9783);
// EXTERNAL MODULE: ./node_modules/ky/distribution/errors/HTTPError.js
var HTTPError = __nccwpck_require__(9010);
// EXTERNAL MODULE: ./node_modules/ky/distribution/errors/NetworkError.js
var NetworkError = __nccwpck_require__(3602);
// EXTERNAL MODULE: ./node_modules/ky/distribution/errors/NonError.js
var NonError = __nccwpck_require__(1653);
// EXTERNAL MODULE: ./node_modules/ky/distribution/errors/ForceRetryError.js
var ForceRetryError = __nccwpck_require__(4375);
;// CONCATENATED MODULE: ./node_modules/ky/distribution/errors/SchemaValidationError.js
/**
The error thrown when [Standard Schema](https://github.com/standard-schema/standard-schema) validation fails in `.json(schema)`. It has an `issues` property with the validation issues from the schema.

This error intentionally does not extend `KyError` because it does not represent a failure in Ky's HTTP lifecycle. The request succeeded; the user's schema rejected the data. As such, it is not matched by `isKyError()`.

@example
```
import ky, {SchemaValidationError} from 'ky';
import {z} from 'zod';

const userSchema = z.object({name: z.string()});

try {
    const user = await ky('/api/user').json(userSchema);
    console.log(user.name);
} catch (error) {
    if (error instanceof SchemaValidationError) {
        console.error(error.issues);
    }
}
```
*/
class SchemaValidationError extends Error {
    name = 'SchemaValidationError';
    issues;
    constructor(issues) {
        super('Response schema validation failed');
        this.issues = issues;
    }
}
//# sourceMappingURL=SchemaValidationError.js.map
// EXTERNAL MODULE: ./node_modules/ky/distribution/errors/TimeoutError.js
var TimeoutError = __nccwpck_require__(1625);
;// CONCATENATED MODULE: ./node_modules/ky/distribution/core/constants.js
const supportsRequestStreams = (() => {
    let duplexAccessed = false;
    let hasContentType = false;
    const supportsReadableStream = typeof globalThis.ReadableStream === 'function';
    const supportsRequest = typeof globalThis.Request === 'function';
    if (supportsReadableStream && supportsRequest) {
        try {
            hasContentType = new globalThis.Request('https://empty.invalid', {
                body: new globalThis.ReadableStream(),
                method: 'POST',
                // @ts-expect-error - Types are outdated.
                get duplex() {
                    duplexAccessed = true;
                    return 'half';
                },
            }).headers.has('Content-Type');
        }
        catch (error) {
            // QQBrowser on iOS throws "unsupported BodyInit type" error (see issue #581)
            if (error instanceof Error && error.message === 'unsupported BodyInit type') {
                return false;
            }
            throw error;
        }
    }
    return duplexAccessed && !hasContentType;
})();
const supportsAbortController = typeof globalThis.AbortController === 'function';
const supportsAbortSignal = typeof globalThis.AbortSignal === 'function' && typeof globalThis.AbortSignal.any === 'function';
const supportsResponseStreams = typeof globalThis.ReadableStream === 'function';
const supportsFormData = typeof globalThis.FormData === 'function';
const requestMethods = ['get', 'post', 'put', 'patch', 'head', 'delete', 'query'];
const validate = () => undefined;
validate();
const responseTypes = {
    json: 'application/json',
    text: 'text/*',
    formData: 'multipart/form-data',
    arrayBuffer: '*/*',
    blob: '*/*',
    // Supported in modern Fetch implementations (for example, browsers and recent Node.js/undici).
    // We still feature-check at runtime before exposing the shortcut.
    bytes: '*/*',
};
// The maximum value of a 32bit int (see issue #117)
const maxSafeTimeout = 2_147_483_647;
// Size in bytes of a typical form boundary (e.g., '------WebKitFormBoundaryaxpyiPgbbPti10Rw'), used to help estimate upload size
const usualFormBoundarySize = 40;
/**
Symbol that can be returned by a `beforeRetry` hook to stop retrying without throwing an error.
*/
const stop = Symbol('stop');
/**
Marker returned by `ky.retry()` to signal a forced retry from `afterResponse` hooks.
*/
class RetryMarker {
    options;
    constructor(options) {
        this.options = options;
    }
}
/**
Force a retry from an `afterResponse` hook.

This allows you to retry a request based on the response content, even if the response has a successful status code. The retry will respect the `retry.limit` option and skip the `shouldRetry` check. The forced retry is observable in `beforeRetry` hooks, where the error will be a `ForceRetryError`.

@param options - Optional configuration for the retry.

@example
```
import ky, {isForceRetryError} from 'ky';

const api = ky.extend({
    hooks: {
        afterResponse: [
            async ({request, response}) => {
                // Retry based on response body content
                if (response.status === 200) {
                    const data = await response.json();

                    // Simple retry with default delay
                    if (data.error?.code === 'TEMPORARY_ERROR') {
                        return ky.retry();
                    }

                    // Retry with custom delay from API response
                    if (data.error?.code === 'RATE_LIMIT') {
                        return ky.retry({
                            delay: data.error.retryAfter * 1000,
                            code: 'RATE_LIMIT'
                        });
                    }

                    // Retry with a modified request (e.g., fallback endpoint)
                    if (data.error?.code === 'FALLBACK_TO_BACKUP') {
                        return ky.retry({
                            request: new Request('https://backup-api.com/endpoint', {
                                method: request.method,
                                headers: request.headers,
                            }),
                            code: 'BACKUP_ENDPOINT'
                        });
                    }

                    // Retry with refreshed authentication
                    if (data.error?.code === 'TOKEN_REFRESH' && data.newToken) {
                        return ky.retry({
                            request: new Request(request, {
                                headers: {
                                    ...Object.fromEntries(request.headers),
                                    'Authorization': `Bearer ${data.newToken}`
                                }
                            }),
                            code: 'TOKEN_REFRESHED'
                        });
                    }

                    // Retry with cause to preserve error chain
                    try {
                        validateResponse(data);
                    } catch (error) {
                        return ky.retry({
                            code: 'VALIDATION_FAILED',
                            cause: error
                        });
                    }
                }
            }
        ],
        beforeRetry: [
            ({error, retryCount}) => {
                // Observable in beforeRetry hooks
                if (isForceRetryError(error)) {
                    console.log(`Forced retry #${retryCount}: ${error.message}`);
                    // Example output: "Forced retry #1: Forced retry: RATE_LIMIT"
                }
            }
        ]
    }
});

const response = await api.get('https://example.com/api');
```
*/
const retry = (options) => new RetryMarker(options);
const kyOptionKeys = {
    json: true,
    parseJson: true,
    stringifyJson: true,
    searchParams: true,
    baseUrl: true,
    prefix: true,
    retry: true,
    timeout: true,
    totalTimeout: true,
    hooks: true,
    throwHttpErrors: true,
    onDownloadProgress: true,
    onUploadProgress: true,
    fetch: true,
    context: true,
};
// Standard RequestInit options that should NOT be passed separately to fetch()
// because they're already applied to the Request object.
// Note: `dispatcher` and `priority` are NOT included here - they're fetch-only
// options that the Request constructor doesn't accept, so they need to be passed
// separately to fetch().
const requestOptionsRegistry = {
    method: true,
    headers: true,
    body: true,
    mode: true,
    credentials: true,
    cache: true,
    redirect: true,
    referrer: true,
    referrerPolicy: true,
    integrity: true,
    keepalive: true,
    signal: true,
    window: true,
    duplex: true,
};
//# sourceMappingURL=constants.js.map
;// CONCATENATED MODULE: ./node_modules/ky/distribution/utils/body.js

const encoder = new TextEncoder();
// eslint-disable-next-line @typescript-eslint/no-restricted-types
const getBodySize = (body) => {
    if (!body) {
        return 0;
    }
    if (body instanceof FormData) {
        // This is an approximation, as FormData size calculation is not straightforward
        let size = 0;
        for (const [key, value] of body) {
            size += usualFormBoundarySize;
            size += encoder.encode(`Content-Disposition: form-data; name="${key}"`).byteLength;
            size += typeof value === 'string'
                ? encoder.encode(value).byteLength
                : value.size;
        }
        return size;
    }
    if (body instanceof Blob) {
        return body.size;
    }
    if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
        return body.byteLength;
    }
    if (typeof body === 'string') {
        return encoder.encode(body).byteLength;
    }
    if (body instanceof URLSearchParams) {
        return encoder.encode(body.toString()).byteLength;
    }
    return 0;
};
const withProgress = (stream, totalBytes, onProgress) => {
    let previousChunk;
    let transferredBytes = 0;
    return stream.pipeThrough(new TransformStream({
        transform(currentChunk, controller) {
            controller.enqueue(currentChunk);
            if (previousChunk) {
                transferredBytes += previousChunk.byteLength;
                let percent = totalBytes === 0 ? 0 : transferredBytes / totalBytes;
                // Avoid reporting 100% progress before the stream is actually finished (in case totalBytes is inaccurate)
                if (percent >= 1) {
                    // Epsilon is used here to get as close as possible to 100% without reaching it.
                    // If we were to use 0.99 here, percent could potentially go backwards.
                    percent = 1 - Number.EPSILON;
                }
                onProgress?.({ percent, totalBytes: Math.max(totalBytes, transferredBytes), transferredBytes }, previousChunk);
            }
            previousChunk = currentChunk;
        },
        flush() {
            const finalChunk = previousChunk ?? new Uint8Array();
            transferredBytes += finalChunk.byteLength;
            onProgress?.({ percent: 1, totalBytes: Math.max(totalBytes, transferredBytes), transferredBytes }, finalChunk);
        },
    }));
};
const streamResponse = (response, onDownloadProgress) => {
    if (!response.body) {
        return response;
    }
    const responseInit = {
        status: response.status,
        statusText: response.statusText,
        headers: response.headers,
    };
    if (response.status === 204) {
        return new Response(null, responseInit);
    }
    const totalBytes = Math.max(0, Number(response.headers.get('content-length')) || 0);
    return new Response(withProgress(response.body, totalBytes, onDownloadProgress), responseInit);
};
// eslint-disable-next-line @typescript-eslint/no-restricted-types
const streamRequest = (request, onUploadProgress, originalBody) => {
    if (!request.body) {
        return request;
    }
    // Use original body for size calculation since request.body is already a stream
    const totalBytes = getBodySize(originalBody ?? request.body);
    return new Request(request, {
        // @ts-expect-error - Types are outdated.
        duplex: 'half',
        body: withProgress(request.body, totalBytes, onUploadProgress),
    });
};
//# sourceMappingURL=body.js.map
;// CONCATENATED MODULE: ./node_modules/ky/distribution/utils/is.js
// eslint-disable-next-line @typescript-eslint/no-restricted-types
const isObject = (value) => value !== null && typeof value === 'object';
//# sourceMappingURL=is.js.map
;// CONCATENATED MODULE: ./node_modules/ky/distribution/utils/merge.js


const replaceSymbol = Symbol('replaceOption');
const getReplaceState = (value) => isObject(value) && value[replaceSymbol] === true
    ? {
        isReplace: true,
        value: value.value,
    }
    : {
        isReplace: false,
        value,
    };
/**
Wraps a value so that `ky.extend()` will replace the parent value instead of merging with it. Works with hooks, headers, search parameters, context, and any other deep-merged option.

By default, `.extend()` deep-merges options with the parent instance: hooks get appended, headers get merged, and search parameters get accumulated. Use `replaceOption` when you want to fully replace a merged property instead.

@example
```
import ky, {replaceOption} from 'ky';

const base = ky.create({
    hooks: {beforeRequest: [addAuth, addTracking]},
});

// Replaces instead of appending
const extended = base.extend({
    hooks: replaceOption({beforeRequest: [onlyThis]}),
});
// hooks.beforeRequest is now [onlyThis], not [addAuth, addTracking, onlyThis]
```
*/
const replaceOption = (value) => {
    const markedValue = { [replaceSymbol]: true, value };
    return markedValue;
};
const validateAndMerge = (...sources) => {
    for (const source of sources) {
        if ((!isObject(source) || Array.isArray(source)) && source !== undefined) {
            throw new TypeError('The `options` argument must be an object');
        }
    }
    return deepMerge({}, ...sources);
};
const mergeHeaders = (source1 = {}, source2 = {}) => {
    const result = new globalThis.Headers(source1);
    const isHeadersInstance = source2 instanceof globalThis.Headers;
    const source = new globalThis.Headers(source2);
    for (const [key, value] of source.entries()) {
        if ((isHeadersInstance && value === 'undefined') || value === undefined) {
            result.delete(key);
        }
        else {
            result.set(key, value);
        }
    }
    return result;
};
const isPlainObject = (value) => {
    if (!isObject(value) || Array.isArray(value)) {
        return false;
    }
    const prototype = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
};
const cloneShallow = (value) => {
    if (value instanceof URLSearchParams) {
        const copy = new URLSearchParams(value);
        const deleted = value[deletedParametersSymbol];
        if (deleted) {
            // Preserve internal deletion markers so init-hook cloning does not resurrect params removed during option merging.
            copy[deletedParametersSymbol] = new Set(deleted);
        }
        return copy;
    }
    if (value instanceof globalThis.Headers) {
        return new globalThis.Headers(value);
    }
    if (Array.isArray(value)) {
        return [...value];
    }
    if (isPlainObject(value)) {
        const copy = { ...value };
        return copy;
    }
    return value;
};
const normalizeHeaderObject = (headers) => Object.fromEntries(Object.entries(headers).filter((entry) => entry[1] !== undefined));
const mergeHeaderContainers = (source1, source2) => {
    if (isPlainObject(source1) && isPlainObject(source2)) {
        return normalizeHeaderObject({ ...source1, ...source2 });
    }
    return mergeHeaders(source1, source2);
};
function newHookValue(original, incoming, property) {
    return (Object.hasOwn(incoming, property) && incoming[property] === undefined)
        ? []
        : deepMerge(original[property] ?? [], incoming[property] ?? []);
}
const mergeHooks = (original = {}, incoming = {}) => ({
    init: newHookValue(original, incoming, 'init'),
    beforeRequest: newHookValue(original, incoming, 'beforeRequest'),
    beforeRetry: newHookValue(original, incoming, 'beforeRetry'),
    beforeError: newHookValue(original, incoming, 'beforeError'),
    afterResponse: newHookValue(original, incoming, 'afterResponse'),
});
const deletedParametersSymbol = Symbol('deletedParameters');
const appendSearchParameters = (target, source) => {
    const result = new URLSearchParams();
    const deleted = new Set();
    for (const input of [target, source]) {
        if (input === undefined) {
            continue;
        }
        if (input instanceof URLSearchParams) {
            for (const [key, value] of input.entries()) {
                result.append(key, value);
                deleted.delete(key);
            }
            const inputDeleted = input[deletedParametersSymbol];
            if (inputDeleted) {
                for (const key of inputDeleted) {
                    result.delete(key);
                    deleted.add(key);
                }
            }
        }
        else if (Array.isArray(input)) {
            for (const pair of input) {
                if (!Array.isArray(pair) || pair.length !== 2) {
                    throw new TypeError('Array search parameters must be provided in [[key, value], ...] format');
                }
                result.append(String(pair[0]), String(pair[1]));
                deleted.delete(String(pair[0]));
            }
        }
        else if (isObject(input)) {
            for (const [key, value] of Object.entries(input)) {
                if (value === undefined) {
                    result.delete(key);
                    deleted.add(key);
                }
                else {
                    result.append(key, String(value));
                    deleted.delete(key);
                }
            }
        }
        else {
            // String
            const parameters = new URLSearchParams(input);
            for (const [key, value] of parameters.entries()) {
                result.append(key, value);
                deleted.delete(key);
            }
        }
    }
    if (deleted.size > 0) {
        result[deletedParametersSymbol] = deleted;
    }
    return result;
};
// TODO: Make this strongly-typed (no `any`).
const deepMergeInternal = (isRoot, ...sources) => {
    let returnValue = {};
    let headers = {};
    let hooks = {};
    let searchParameters;
    const signals = [];
    for (const source of sources) {
        if (Array.isArray(source)) {
            if (!Array.isArray(returnValue)) {
                returnValue = [];
            }
            returnValue = [...returnValue, ...source];
        }
        else if (isObject(source)) {
            for (let [key, value] of Object.entries(source)) {
                const replaceState = getReplaceState(value);
                const { isReplace } = replaceState;
                value = replaceState.value;
                const isRootSignal = isRoot && key === 'signal';
                if (isRootSignal && (isReplace || value === undefined)) {
                    signals.length = 0;
                }
                // Special handling for AbortSignal instances at the root options level
                if (isRootSignal && value instanceof globalThis.AbortSignal) {
                    signals.push(value);
                    continue;
                }
                // Special handling for context - shallow merge only
                if (key === 'context') {
                    if (value !== undefined && value !== null && (!isObject(value) || Array.isArray(value))) {
                        throw new TypeError('The `context` option must be an object');
                    }
                    // Shallow merge: always create a new object to prevent mutation bugs
                    returnValue = {
                        ...returnValue,
                        context: (value === undefined || value === null)
                            ? {}
                            : (isReplace
                                ? { ...value }
                                : { ...returnValue.context, ...value }),
                    };
                    continue;
                }
                // Special handling for searchParams
                if (key === 'searchParams') {
                    if (value === undefined || value === null) {
                        // Explicit undefined or null removes searchParams
                        searchParameters = undefined;
                    }
                    else if (isReplace) {
                        searchParameters = value;
                    }
                    else {
                        // First source: keep as-is to preserve type (string/object/URLSearchParams)
                        // Subsequent sources: merge and convert to URLSearchParams
                        searchParameters = searchParameters === undefined ? value : appendSearchParameters(searchParameters, value);
                    }
                    continue;
                }
                // `retry` accepts a number as shorthand for `{limit: number}`. Expand it before
                // merging so extending a numeric `retry` with an object keeps the limit instead
                // of dropping it (e.g. `ky.create({retry: 3}).extend({retry: {methods: ['get']}})`).
                // Scoped to the root options level so it never rewrites nested user data that
                // happens to contain a `retry` key (e.g. a `json` request body).
                if (isRoot && key === 'retry' && isObject(value) && !isReplace && typeof returnValue[key] === 'number') {
                    returnValue = { ...returnValue, [key]: { limit: returnValue[key] } };
                }
                if (isObject(value) && !isReplace && key in returnValue) {
                    value = deepMergeInternal(false, returnValue[key], value);
                }
                returnValue = { ...returnValue, [key]: value };
            }
            if (isObject(source.hooks)) {
                const { value: hookValue, isReplace } = getReplaceState(source.hooks);
                hooks = isReplace
                    ? mergeHooks({}, hookValue)
                    : mergeHooks(hooks, hookValue);
                returnValue.hooks = hooks;
            }
            if (isObject(source.headers)) {
                const { value: headerValue, isReplace } = getReplaceState(source.headers);
                headers = isReplace
                    ? cloneShallow(headerValue)
                    : mergeHeaderContainers(headers, headerValue);
                returnValue.headers = headers;
            }
        }
    }
    if (searchParameters !== undefined) {
        returnValue.searchParams = searchParameters;
    }
    if (signals.length > 0) {
        if (signals.length === 1) {
            returnValue.signal = signals[0];
        }
        else if (supportsAbortSignal) {
            returnValue.signal = AbortSignal.any(signals);
        }
        else {
            // When AbortSignal.any is not available, use the last signal
            // This maintains the previous behavior before signal merging was added
            // This can be removed when the `supportsAbortSignal` check is removed.
            returnValue.signal = signals.at(-1);
        }
    }
    return returnValue;
};
const deepMerge = (...sources) => deepMergeInternal(true, ...sources);
//# sourceMappingURL=merge.js.map
;// CONCATENATED MODULE: ./node_modules/ky/distribution/utils/normalize.js

const normalizeRequestMethod = (input) => requestMethods.includes(input) ? input.toUpperCase() : input;
const retryMethods = ['get', 'put', 'head', 'delete', 'options', 'trace', 'query'];
const retryStatusCodes = [408, 413, 429, 500, 502, 503, 504];
const retryAfterStatusCodes = [413, 429, 503];
const invalidRetryLimitErrorMessage = '`retry.limit` must be a finite, non-negative integer';
const defaultRetryOptions = {
    limit: 2,
    methods: retryMethods,
    statusCodes: retryStatusCodes,
    afterStatusCodes: retryAfterStatusCodes,
    maxRetryAfter: Number.POSITIVE_INFINITY,
    backoffLimit: Number.POSITIVE_INFINITY,
    delay: attemptCount => 0.3 * (2 ** (attemptCount - 1)) * 1000,
    jitter: undefined,
    retryOnTimeout: false,
};
const getDefaultRetryOptions = () => ({
    ...defaultRetryOptions,
    methods: [...defaultRetryOptions.methods],
    statusCodes: [...defaultRetryOptions.statusCodes],
    afterStatusCodes: [...defaultRetryOptions.afterStatusCodes],
});
/**
Normalizes an omitted retry limit or validates a supplied one.
*/
const normalizeRetryLimit = (retryLimit) => {
    if (retryLimit === undefined) {
        return defaultRetryOptions.limit;
    }
    if (typeof retryLimit !== 'number' || !Number.isInteger(retryLimit) || retryLimit < 0) {
        throw new TypeError(invalidRetryLimitErrorMessage);
    }
    return retryLimit;
};
const normalizeRetryOptions = (retry = {}) => {
    if (typeof retry === 'number') {
        return {
            ...getDefaultRetryOptions(),
            limit: normalizeRetryLimit(retry),
        };
    }
    if (retry === null || typeof retry !== 'object' || Array.isArray(retry)) {
        throw new TypeError('`retry` must be a number or an object');
    }
    const normalizedRetry = Object.fromEntries(Object.entries(retry).filter(([, value]) => value !== undefined));
    const retryLimit = normalizeRetryLimit(normalizedRetry.limit);
    if (normalizedRetry.methods !== undefined && !Array.isArray(normalizedRetry.methods)) {
        throw new Error('retry.methods must be an array');
    }
    if (normalizedRetry.statusCodes !== undefined && !Array.isArray(normalizedRetry.statusCodes)) {
        throw new Error('retry.statusCodes must be an array');
    }
    if (normalizedRetry.afterStatusCodes !== undefined && !Array.isArray(normalizedRetry.afterStatusCodes)) {
        throw new Error('retry.afterStatusCodes must be an array');
    }
    if (normalizedRetry.methods !== undefined) {
        normalizedRetry.methods = normalizedRetry.methods.map(method => method.toLowerCase());
    }
    if (normalizedRetry.statusCodes !== undefined) {
        normalizedRetry.statusCodes = [...normalizedRetry.statusCodes];
    }
    if (normalizedRetry.afterStatusCodes !== undefined) {
        normalizedRetry.afterStatusCodes = [...normalizedRetry.afterStatusCodes];
    }
    return {
        ...getDefaultRetryOptions(),
        ...normalizedRetry,
        limit: retryLimit,
    };
};
//# sourceMappingURL=normalize.js.map
;// CONCATENATED MODULE: ./node_modules/ky/distribution/utils/timeout.js

// `Promise.race()` workaround (#91)
async function timeout(request, init, abortController, options) {
    return new Promise((resolve, reject) => {
        const timeoutId = setTimeout(() => {
            if (abortController) {
                abortController.abort();
            }
            reject(new TimeoutError/* TimeoutError */.M(request));
        }, options.timeout);
        void options
            .fetch(request, init)
            .then(resolve)
            .catch(reject)
            .then(() => {
            clearTimeout(timeoutId);
        });
    });
}
//# sourceMappingURL=timeout.js.map
;// CONCATENATED MODULE: ./node_modules/ky/distribution/utils/delay.js
// https://github.com/sindresorhus/delay/tree/ab98ae8dfcb38e1593286c94d934e70d14a4e111
async function delay(ms, { signal }) {
    return new Promise((resolve, reject) => {
        if (signal) {
            signal.throwIfAborted();
            signal.addEventListener('abort', abortHandler, { once: true });
        }
        function abortHandler() {
            clearTimeout(timeoutId);
            reject(signal.reason);
        }
        const timeoutId = setTimeout(() => {
            signal?.removeEventListener('abort', abortHandler);
            resolve();
        }, ms);
    });
}
//# sourceMappingURL=delay.js.map
;// CONCATENATED MODULE: ./node_modules/ky/distribution/utils/options.js


const findUnknownOptions = (options) => {
    const unknownOptions = {};
    for (const key in options) {
        // Skip inherited properties
        if (!Object.hasOwn(options, key)) {
            continue;
        }
        // Forward every non-standard, non-Ky option to fetch().
        // We intentionally do not check whether the key also exists on `Request`, because some runtimes
        // patch `Request.prototype` with fetch-only extensions. For example, Next.js adds `next`, and the
        // old `key in request` heuristic dropped it unless Ky kept a special-case allowlist.
        // Passing all non-standard keys makes that allowlist unnecessary and preserves future fetch extensions too.
        if (!(key in requestOptionsRegistry) && !(key in kyOptionKeys)) {
            unknownOptions[key] = options[key];
        }
    }
    return unknownOptions;
};
const hasSearchParameters = (search) => {
    if (search === undefined) {
        return false;
    }
    // The `typeof array` still gives "object", so we need different checking for array.
    if (Array.isArray(search)) {
        return search.length > 0;
    }
    if (search instanceof URLSearchParams) {
        return search.size > 0 || Boolean(search[deletedParametersSymbol]?.size);
    }
    // Record
    if (typeof search === 'object') {
        return Object.keys(search).length > 0;
    }
    if (typeof search === 'string') {
        return search.trim().length > 0;
    }
    return Boolean(search);
};
//# sourceMappingURL=options.js.map
;// CONCATENATED MODULE: ./node_modules/ky/distribution/utils/is-network-error.js
// Inlined from https://github.com/sindresorhus/is-network-error v1.3.2
const objectToString = Object.prototype.toString;
const isError = (value) => objectToString.call(value) === '[object Error]';
const errorMessages = new Set([
    'network error', // Chrome
    'NetworkError when attempting to fetch resource.', // Firefox
    'The Internet connection appears to be offline.', // Safari 16
    'Network request failed', // `cross-fetch`
    'fetch failed', // Undici (Node.js)
    'terminated', // Undici (Node.js)
    ' A network error occurred.', // Bun (WebKit) - leading space is intentional
    'Network connection lost', // Cloudflare Workers (fetch)
]);
function isRawNetworkError(error) {
    const isValid = error
        && isError(error)
        && error.name === 'TypeError'
        && typeof error.message === 'string';
    if (!isValid) {
        return false;
    }
    const { message, stack } = error;
    // Safari 17+ has generic message but no stack for network errors
    if (message === 'Load failed' || (message.startsWith('Load failed (') && message.endsWith(')'))) {
        return stack === undefined
            // Sentry adds its own stack trace to the fetch error, so also check for that
            || '__sentry_captured__' in error;
    }
    // Deno network errors start with specific text
    if (message.startsWith('error sending request for url')) {
        return true;
    }
    // Chrome: exact "Failed to fetch" or with hostname: "Failed to fetch (example.com)"
    if (message === 'Failed to fetch' || (message.startsWith('Failed to fetch (') && message.endsWith(')'))) {
        return true;
    }
    // Standard network error messages
    return errorMessages.has(message);
}
//# sourceMappingURL=is-network-error.js.map
// EXTERNAL MODULE: ./node_modules/ky/distribution/utils/type-guards.js
var type_guards = __nccwpck_require__(3201);
;// CONCATENATED MODULE: ./node_modules/ky/distribution/core/retry-timing.js
// Older epoch-second values are indistinguishable from ordinary delay seconds, so timestamp compatibility only applies to current-era reset headers.
const timestampThreshold = Date.parse('2024-01-01');
const delayPattern = /^\d+$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
// HTTP-date parsing is limited to IMF-fixdate and the two obsolete HTTP-date formats. Other date-like strings intentionally fall back to the normal retry delay.
const imfDatePattern = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const rfc850DatePattern = /^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday), (\d{2})-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const asctimeDatePattern = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{2}| \d) (\d{2}:\d{2}:\d{2}) (\d{4})$/;
const getRetryTimingHeader = (headers) => {
    const retryAfter = headers.get('Retry-After');
    if (retryAfter !== null) {
        return { value: retryAfter, allowTimestamp: false };
    }
    // Retry-After is authoritative when present. Only missing Retry-After falls through to rate-limit headers.
    const rateLimitReset = headers.get('RateLimit-Reset');
    if (rateLimitReset !== null) {
        return { value: rateLimitReset, allowTimestamp: true };
    }
    const rateLimitRetryAfter = headers.get('X-RateLimit-Retry-After'); // Symfony-based services
    if (rateLimitRetryAfter !== null) {
        return { value: rateLimitRetryAfter, allowTimestamp: false };
    }
    const rateLimitResetAlias = headers.get('X-RateLimit-Reset') // GitHub
        ?? headers.get('X-Rate-Limit-Reset'); // Twitter
    if (rateLimitResetAlias !== null) {
        return { value: rateLimitResetAlias, allowTimestamp: true };
    }
    return undefined;
};
const createTimestamp = ({ year, month, day, hours, minutes, seconds }) => {
    const monthIndex = months.indexOf(month);
    const dayNumber = Number(day);
    const hoursNumber = Number(hours);
    const minutesNumber = Number(minutes);
    const secondsNumber = Number(seconds);
    if (monthIndex === -1
        || hoursNumber > 23
        || minutesNumber > 59
        || secondsNumber > 60) {
        return undefined;
    }
    const normalizedSeconds = Math.min(secondsNumber, 59);
    const date = new Date(Date.UTC(year, monthIndex, dayNumber, hoursNumber, minutesNumber, normalizedSeconds));
    date.setUTCFullYear(year);
    const timestamp = date.getTime();
    // Date.UTC normalizes overflow, so round-trip the parts to reject invalid dates. A leap second is represented by parsing 60 as 59 and adding one second.
    if (date.getUTCFullYear() !== year
        || date.getUTCMonth() !== monthIndex
        || date.getUTCDate() !== dayNumber
        || date.getUTCHours() !== hoursNumber
        || date.getUTCMinutes() !== minutesNumber
        || date.getUTCSeconds() !== normalizedSeconds) {
        return undefined;
    }
    return secondsNumber === 60 ? timestamp + 1000 : timestamp;
};
const getCapture = (match, index) => match[index];
const parseDate = (value) => {
    const imfDate = imfDatePattern.exec(value);
    if (imfDate) {
        return createTimestamp({
            year: Number(getCapture(imfDate, 3)),
            month: getCapture(imfDate, 2),
            day: getCapture(imfDate, 1),
            hours: getCapture(imfDate, 4),
            minutes: getCapture(imfDate, 5),
            seconds: getCapture(imfDate, 6),
        });
    }
    const rfc850Date = rfc850DatePattern.exec(value);
    if (rfc850Date) {
        const now = new Date();
        const twoDigitYear = Number(getCapture(rfc850Date, 3));
        const currentCenturyYear = (Math.floor(now.getUTCFullYear() / 100) * 100) + twoDigitYear;
        const fiftyYearsFromNow = Date.UTC(now.getUTCFullYear() + 50, now.getUTCMonth(), now.getUTCDate(), now.getUTCHours(), now.getUTCMinutes(), now.getUTCSeconds(), now.getUTCMilliseconds());
        let timestamp;
        // RFC 9110 maps two-digit years to the latest matching century that is not more than 50 years in the future.
        for (const year of [
            currentCenturyYear - 100,
            currentCenturyYear,
            currentCenturyYear + 100,
        ]) {
            const candidateTimestamp = createTimestamp({
                year,
                month: getCapture(rfc850Date, 2),
                day: getCapture(rfc850Date, 1),
                hours: getCapture(rfc850Date, 4),
                minutes: getCapture(rfc850Date, 5),
                seconds: getCapture(rfc850Date, 6),
            });
            if (candidateTimestamp !== undefined
                && candidateTimestamp <= fiftyYearsFromNow) {
                timestamp = candidateTimestamp;
            }
        }
        return timestamp;
    }
    const asctimeDate = asctimeDatePattern.exec(value);
    if (asctimeDate) {
        const time = getCapture(asctimeDate, 4);
        const [hours, minutes, seconds] = time.split(':');
        return createTimestamp({
            year: Number(getCapture(asctimeDate, 5)),
            month: getCapture(asctimeDate, 2),
            day: getCapture(asctimeDate, 3).trim(),
            hours,
            minutes,
            seconds,
        });
    }
    return undefined;
};
const calculateRetryTimingDelay = ({ value, allowTimestamp }) => {
    if (delayPattern.test(value)) {
        let delay = Number(value) * 1000;
        // Standard Retry-After numbers are delay seconds. Timestamp compatibility only applies to reset headers.
        if (allowTimestamp
            && delay >= timestampThreshold) {
            delay -= Date.now();
        }
        return Math.max(0, delay);
    }
    const timestamp = parseDate(value);
    if (timestamp === undefined) {
        return undefined;
    }
    const delay = timestamp - Date.now();
    return Number.isFinite(delay) ? Math.max(0, delay) : undefined;
};
//# sourceMappingURL=retry-timing.js.map
;// CONCATENATED MODULE: ./node_modules/ky/distribution/core/Ky.js
















const maxErrorResponseBodySize = 10 * 1024 * 1024;
const prefixUrlRenamedErrorMessage = 'The `prefixUrl` option has been renamed `prefix` in v2 and enhanced to allow slashes in input. See also the new `baseUrl` option for improved flexibility with standard URL resolution: https://github.com/sindresorhus/ky#baseurl';
const timedOutResponseData = Symbol('timedOutResponseData');
const timedOutOperation = Symbol('timedOutOperation');
const createTextDecoder = (contentType) => {
    const match = /;\s*charset\s*=\s*(?:"([^"]+)"|([^;,\s]+))/i.exec(contentType);
    const charset = match?.[1] ?? match?.[2];
    if (charset) {
        try {
            return new TextDecoder(charset);
        }
        catch { }
    }
    return new TextDecoder();
};
const invalidSchemaMessage = 'The `schema` argument must follow the Standard Schema specification';
const cloneRetryOptions = (retry) => {
    if (retry === null || typeof retry !== 'object' || Array.isArray(retry)) {
        return retry;
    }
    const clonedRetry = { ...retry };
    // Clone nested arrays too so init hooks can mutate retry config without leaking state across requests.
    if (Array.isArray(clonedRetry.methods)) {
        clonedRetry.methods = [...clonedRetry.methods];
    }
    if (Array.isArray(clonedRetry.statusCodes)) {
        clonedRetry.statusCodes = [...clonedRetry.statusCodes];
    }
    if (Array.isArray(clonedRetry.afterStatusCodes)) {
        clonedRetry.afterStatusCodes = [...clonedRetry.afterStatusCodes];
    }
    return clonedRetry;
};
const Ky_objectToString = Object.prototype.toString;
const leadingC0ControlOrSpacePattern = /^[\0-\u0020]+/g;
const asciiTabOrNewLinePattern = /[\t\n\r]/g;
const schemePattern = /^[a-z][\d+.a-z-]*:/i;
const malformedHttpProtocolPattern = /^https?:(?!\/\/)/i;
const isRequestInstance = (value) => value instanceof globalThis.Request || Ky_objectToString.call(value) === '[object Request]';
// Accepted custom responses are treated as full Responses throughout Ky.
// If a custom fetch returns one, it must behave like a Response for cloning,
// body consumption, `json()` decoration, and any enabled stream features.
const isResponseInstance = (value) => value instanceof globalThis.Response || Ky_objectToString.call(value) === '[object Response]';
const isAbsoluteInput = (input) => schemePattern.test(input);
const normalizeInputForProtocolCheck = (input) => input.replaceAll(leadingC0ControlOrSpacePattern, '').replaceAll(asciiTabOrNewLinePattern, '');
const cloneSearchParametersForInitHook = (searchParameters) => {
    if (Array.isArray(searchParameters)) {
        return searchParameters.map(parameter => [...parameter]);
    }
    return cloneShallow(searchParameters);
};
// Shallow-clone mutable option properties so init hook mutations don't leak across requests.
function cloneInitHookOptions(options) {
    const clonedOptions = {
        ...options,
        json: cloneShallow(options.json),
        context: cloneShallow(options.context),
        headers: cloneShallow(options.headers),
        searchParams: cloneSearchParametersForInitHook(options.searchParams),
    };
    if (options.retry !== undefined) {
        clonedOptions.retry = cloneRetryOptions(options.retry);
    }
    return clonedOptions;
}
const validateJsonWithSchema = async (jsonValue, schema) => {
    if ((typeof schema !== 'object'
        && typeof schema !== 'function')
        || schema === null) {
        throw new TypeError(invalidSchemaMessage);
    }
    const standardSchema = schema['~standard'];
    if (typeof standardSchema !== 'object'
        || standardSchema === null
        || typeof standardSchema.validate !== 'function') {
        throw new TypeError(invalidSchemaMessage);
    }
    const validationResult = await standardSchema.validate(jsonValue);
    if (validationResult.issues) {
        throw new SchemaValidationError(validationResult.issues);
    }
    return validationResult.value;
};
class Ky {
    static create(input, options) {
        const initHooks = options.hooks?.init ?? [];
        const initHookOptions = initHooks.length > 0 ? cloneInitHookOptions(options) : options;
        for (const hook of initHooks) {
            hook(initHookOptions);
        }
        const ky = new Ky(input, initHookOptions);
        const function_ = async () => {
            if (typeof ky.#options.timeout === 'number' && ky.#options.timeout > maxSafeTimeout) {
                throw new RangeError(`The \`timeout\` option cannot be greater than ${maxSafeTimeout}`);
            }
            if (typeof ky.#options.totalTimeout === 'number' && ky.#options.totalTimeout > maxSafeTimeout) {
                throw new RangeError(`The \`totalTimeout\` option cannot be greater than ${maxSafeTimeout}`);
            }
            // Delay the fetch so that body method shortcuts can set the Accept header
            await Promise.resolve();
            const beforeRequestResponse = await ky.#runBeforeRequestHooks();
            if (beforeRequestResponse !== undefined) {
                ky.#retryLimit = normalizeRetryOptions(ky.#options.retry).limit;
            }
            let response = beforeRequestResponse ?? await ky.#retry(async () => ky.#fetch());
            let responseFromHook = beforeRequestResponse !== undefined
                || ky.#consumeReturnedResponseFromBeforeRetryHook();
            for (;;) {
                // `undefined` means a hook stopped the flow without providing a response.
                // Non-native Responses still continue through Ky if they pass `isResponseInstance()`.
                if (response === undefined) {
                    return response;
                }
                if (isResponseInstance(response)) {
                    try {
                        // eslint-disable-next-line no-await-in-loop
                        response = await ky.#runAfterResponseHooks(response);
                    }
                    catch (error) {
                        if (!(error instanceof ForceRetryError/* ForceRetryError */.E)) {
                            throw error;
                        }
                        // eslint-disable-next-line no-await-in-loop
                        const retriedResponse = await ky.#retryFromError(error, async () => ky.#fetch());
                        if (retriedResponse === undefined) {
                            return retriedResponse;
                        }
                        response = retriedResponse;
                        responseFromHook = ky.#consumeReturnedResponseFromBeforeRetryHook();
                        continue;
                    }
                }
                const currentResponse = response;
                // Opaque responses (`response.type === 'opaque'`) from `no-cors` requests always have `status: 0` and `ok: false`, but this is not a failure - the actual status is hidden by the browser.
                if (!currentResponse.ok && currentResponse.type !== 'opaque' && (typeof ky.#options.throwHttpErrors === 'function'
                    ? ky.#options.throwHttpErrors(currentResponse.status)
                    : ky.#options.throwHttpErrors)) {
                    // `request` must reflect the request that actually failed, but `options` stays as Ky's
                    // normalized options snapshot. Replacement `Request` instances do not preserve the
                    // original `BodyInit`, so trying to make `options` mirror arbitrary requests would be lossy.
                    const httpError = new HTTPError/* HTTPError */.H(currentResponse, ky.#getResponseRequest(currentResponse), ky.#getNormalizedOptions());
                    const errorToThrow = httpError;
                    // eslint-disable-next-line no-await-in-loop
                    httpError.data = await ky.#getResponseData(currentResponse);
                    if (responseFromHook) {
                        throw errorToThrow;
                    }
                    // eslint-disable-next-line no-await-in-loop
                    const retriedResponse = await ky.#retryFromError(httpError, async () => ky.#fetch());
                    if (retriedResponse === undefined) {
                        return retriedResponse;
                    }
                    response = retriedResponse;
                    responseFromHook = ky.#consumeReturnedResponseFromBeforeRetryHook();
                    continue;
                }
                break;
            }
            if (!isResponseInstance(response)) {
                return response;
            }
            ky.#decorateResponse(response);
            // If `onDownloadProgress` is passed, it uses the stream API internally
            if (ky.#options.onDownloadProgress) {
                if (typeof ky.#options.onDownloadProgress !== 'function') {
                    throw new TypeError('The `onDownloadProgress` option must be a function');
                }
                if (!supportsResponseStreams) {
                    throw new Error('Streams are not supported in your environment. `ReadableStream` is missing.');
                }
                const progressResponse = response.clone();
                ky.#cancelResponseBody(response);
                return streamResponse(progressResponse, ky.#options.onDownloadProgress);
            }
            return response;
        };
        const result = (async () => {
            try {
                return await function_();
            }
            catch (error) {
                await ky.#throwProcessedError(error);
            }
            finally {
                const originalRequest = ky.#originalRequest;
                // Ignore cancellation errors from already-locked or already-consumed streams.
                ky.#cancelBody(originalRequest?.body ?? undefined);
                // Only cancel the current request body if it's distinct from the original (i.e. it was cloned for retries).
                if (ky.request !== originalRequest) {
                    ky.#cancelBody(ky.request.body ?? undefined);
                }
            }
        })();
        for (const [type, mimeType] of Object.entries(responseTypes)) {
            // Only expose `.bytes()` when the environment implements it.
            if (type === 'bytes'
                && typeof globalThis.Response?.prototype?.bytes !== 'function') {
                continue;
            }
            result[type] = async (schema) => {
                // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
                ky.request.headers.set('accept', ky.request.headers.get('accept') || mimeType);
                const response = await result;
                if (type !== 'json') {
                    return ky.#raceBodyRead(async () => response[type](), response);
                }
                const text = await ky.#raceBodyRead(async () => response.text(), response);
                const request = ky.#getResponseRequest(response);
                const parsedResult = await ky.#raceWithTotalTimeout(async () => {
                    const jsonValue = initHookOptions.parseJson
                        ? await initHookOptions.parseJson(text, { request, response })
                        : (text === '' && schema !== undefined
                            ? undefined
                            : JSON.parse(text));
                    return schema === undefined ? jsonValue : validateJsonWithSchema(jsonValue, schema);
                });
                if (parsedResult === timedOutOperation) {
                    await ky.#throwProcessedError(new TimeoutError/* TimeoutError */.M(request));
                }
                return parsedResult;
            };
        }
        return result;
    }
    // eslint-disable-next-line unicorn/prevent-abbreviations
    static #normalizeSearchParams(searchParams) {
        // Filter out undefined values from plain objects
        if (searchParams && typeof searchParams === 'object' && !Array.isArray(searchParams) && !(searchParams instanceof URLSearchParams)) {
            return Object.fromEntries(Object.entries(searchParams).filter(([, value]) => value !== undefined));
        }
        return searchParams;
    }
    request;
    #abortController;
    #retryCount = 0;
    #retryLimit;
    #input;
    #options;
    #originalRequest;
    #userProvidedAbortSignal;
    #beforeRetryHookErrors = new WeakSet();
    #cachedNormalizedOptions;
    #startTime;
    #returnedResponseFromBeforeRetryHook = false;
    #responseRequests = new WeakMap();
    // eslint-disable-next-line complexity
    constructor(input, options = {}) {
        this.#input = input;
        if (Object.hasOwn(options, 'prefixUrl')) {
            throw new Error(prefixUrlRenamedErrorMessage);
        }
        this.#options = {
            ...options,
            headers: mergeHeaders(this.#input.headers, options.headers),
            hooks: mergeHooks({}, options.hooks),
            method: normalizeRequestMethod(options.method ?? this.#input.method ?? 'GET'),
            // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
            prefix: String(options.prefix || ''),
            retry: normalizeRetryOptions(options.retry),
            throwHttpErrors: options.throwHttpErrors ?? true,
            timeout: options.timeout ?? 10_000,
            totalTimeout: options.totalTimeout ?? false,
            fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
            context: options.context ?? {},
        };
        this.#retryLimit = this.#options.retry.limit;
        if (typeof this.#input !== 'string' && !(this.#input instanceof URL || this.#input instanceof globalThis.Request)) {
            throw new TypeError('`input` must be a string, URL, or Request');
        }
        if (typeof this.#input === 'string') {
            if (this.#options.prefix) {
                const normalizedPrefix = this.#options.prefix.replace(/\/+$/, '');
                const normalizedInput = this.#input.replace(/^\/+/, '');
                this.#input = `${normalizedPrefix}/${normalizedInput}`;
            }
            if (this.#options.baseUrl) {
                const normalizedInput = normalizeInputForProtocolCheck(this.#input);
                if (malformedHttpProtocolPattern.test(normalizedInput)) {
                    throw new TypeError('`input` url protocol must be followed by `//` when using `baseUrl`');
                }
                if (!isAbsoluteInput(normalizedInput)) {
                    this.#input = new URL(this.#input, (new Request(this.#options.baseUrl)).url);
                }
            }
        }
        if (supportsAbortController && supportsAbortSignal) {
            this.#userProvidedAbortSignal = this.#options.signal ?? this.#input.signal;
            this.#abortController = new globalThis.AbortController();
            this.#options.signal = this.#createManagedSignal();
        }
        if (supportsRequestStreams) {
            // @ts-expect-error - Types are outdated.
            this.#options.duplex = 'half';
        }
        if (this.#options.json !== undefined) {
            this.#options.body = this.#options.stringifyJson?.(this.#options.json) ?? JSON.stringify(this.#options.json);
            this.#options.headers.set('content-type', this.#options.headers.get('content-type') ?? 'application/json');
        }
        // To provide correct form boundary, Content-Type header should be deleted when creating Request from another Request with FormData/URLSearchParams body
        // Only delete if user didn't explicitly provide a custom content-type
        const userProvidedContentType = options.headers && new globalThis.Headers(options.headers).has('content-type');
        if (this.#input instanceof globalThis.Request
            && ((supportsFormData && this.#options.body instanceof globalThis.FormData) || this.#options.body instanceof URLSearchParams)
            && !userProvidedContentType) {
            this.#options.headers.delete('content-type');
        }
        this.request = new globalThis.Request(this.#input, this.#options);
        if (hasSearchParameters(this.#options.searchParams)) {
            const url = new URL(this.request.url);
            const deleted = this.#options.searchParams?.[deletedParametersSymbol];
            if (deleted) {
                // Remove keys from the input URL first so later searchParams entries can intentionally re-add them.
                for (const key of deleted) {
                    url.searchParams.delete(key);
                }
            }
            if (typeof this.#options.searchParams === 'string') {
                const stringSearchParameters = this.#options.searchParams.replace(/^\?/, '');
                if (stringSearchParameters !== '') {
                    url.search = url.search ? `${url.search}&${stringSearchParameters}` : `?${stringSearchParameters}`;
                }
            }
            else {
                const optionsSearchParameters = new URLSearchParams(Ky.#normalizeSearchParams(this.#options.searchParams));
                for (const [key, value] of optionsSearchParameters.entries()) {
                    url.searchParams.append(key, value);
                }
            }
            if (this.#options.searchParams
                && typeof this.#options.searchParams === 'object'
                && !Array.isArray(this.#options.searchParams)
                && !(this.#options.searchParams instanceof URLSearchParams)) {
                for (const [key, value] of Object.entries(this.#options.searchParams)) {
                    if (value === undefined) {
                        url.searchParams.delete(key);
                    }
                }
            }
            // Recreate request with the updated URL. We already have all options in this.#options, including duplex.
            this.request = new globalThis.Request(url, this.#options);
        }
        if (this.#options.onUploadProgress && typeof this.#options.onUploadProgress !== 'function') {
            throw new TypeError('The `onUploadProgress` option must be a function');
        }
        // `totalTimeout` starts when the request pipeline is created, so it also includes
        // Ky's internal scheduling and user hook time before the first fetch attempt.
        this.#startTime = typeof this.#options.totalTimeout === 'number' ? this.#getCurrentTime() : undefined;
    }
    #calculateDelay(retry) {
        const retryDelay = retry.delay(this.#retryCount + 1);
        let jitteredDelay = retryDelay;
        if (retry.jitter === true) {
            jitteredDelay = Math.random() * retryDelay;
        }
        else if (typeof retry.jitter === 'function') {
            jitteredDelay = retry.jitter(retryDelay);
            if (!Number.isFinite(jitteredDelay) || jitteredDelay < 0) {
                jitteredDelay = retryDelay;
            }
        }
        return Math.min(retry.backoffLimit, jitteredDelay);
    }
    async #calculateRetryDelay(error) {
        const retry = normalizeRetryOptions(this.#options.retry);
        if (this.#retryCount >= Math.min(retry.limit, this.#retryLimit)) {
            throw error;
        }
        // Wrap non-Error throws to ensure consistent error handling
        const errorObject = error instanceof Error ? error : new NonError/* NonError */.C(error);
        // Handle forced retry from afterResponse hook - skip method check and shouldRetry
        if (errorObject instanceof ForceRetryError/* ForceRetryError */.E) {
            return errorObject.customDelay ?? this.#calculateDelay(retry);
        }
        // Check if method is retriable for non-forced retries
        if (!retry.methods.includes(this.request.method.toLowerCase())) {
            throw error;
        }
        const { shouldRetry } = retry;
        if (shouldRetry !== undefined) {
            const result = await this.#raceWithTotalTimeout(async () => shouldRetry({ error: errorObject, retryCount: this.#retryCount + 1 }));
            if (result === timedOutOperation) {
                throw new TimeoutError/* TimeoutError */.M(this.request);
            }
            // Only exact booleans override the default retry checks.
            if (result === false) {
                throw error;
            }
            if (result === true) {
                return this.#calculateDelay(retry);
            }
        }
        // Default timeout behavior
        if ((0,type_guards/* isTimeoutError */.c8)(error)) {
            if (!retry.retryOnTimeout) {
                throw error;
            }
            return this.#calculateDelay(retry);
        }
        if ((0,type_guards/* isHTTPError */.nr)(error)) {
            if (!retry.statusCodes.includes(error.response.status)) {
                throw error;
            }
            const retryTimingHeader = getRetryTimingHeader(error.response.headers);
            if (retryTimingHeader && retry.afterStatusCodes.includes(error.response.status)) {
                const after = calculateRetryTimingDelay(retryTimingHeader);
                if (after === undefined) {
                    // Malformed retry timing headers should not disable retries; they only lose their server-provided timing.
                    return this.#calculateDelay(retry);
                }
                // Don't apply jitter when server provides explicit retry timing
                return Math.min(retry.maxRetryAfter, after);
            }
            if (error.response.status === 413) {
                throw error;
            }
            return this.#calculateDelay(retry);
        }
        // Only retry known retriable error types. Unknown errors (e.g., programming bugs) are not retried.
        if (!(0,type_guards/* isNetworkError */.TX)(error)) {
            throw error;
        }
        return this.#calculateDelay(retry);
    }
    #decorateResponse(response) {
        const request = this.#getResponseRequest(response);
        if (this.#options.parseJson) {
            response.json = async () => {
                const text = await response.text();
                return this.#options.parseJson(text, { request, response });
            };
        }
        return response;
    }
    async #throwProcessedError(error) {
        // Non-Error throws (e.g., thrown strings) pass through unchanged
        if (!(error instanceof Error)) {
            throw error;
        }
        // Errors thrown by beforeRetry hooks must propagate unchanged.
        if (this.#beforeRetryHookErrors.has(error)) {
            throw error;
        }
        let processedError = error;
        for (const hook of this.#options.hooks.beforeError) {
            // `request` is the current failing request. `options` intentionally remains the
            // stable normalized Ky options snapshot for the same reason as `HTTPError` above.
            // eslint-disable-next-line no-await-in-loop
            const hookResult = await hook({
                request: this.request,
                options: this.#getNormalizedOptions(),
                error: processedError,
                retryCount: this.#retryCount,
            });
            // Only overwrite if the hook returns a valid Error instance.
            if (hookResult instanceof Error) {
                processedError = hookResult;
            }
        }
        throw processedError;
    }
    async #getResponseData(response) {
        // Even with request timeouts disabled, bound error-body reads so retries and error propagation
        // cannot be stalled indefinitely by never-ending response streams.
        const readTimeout = this.#getErrorDataTimeout();
        const text = await this.#readResponseText(response, readTimeout.milliseconds);
        if (text === timedOutResponseData) {
            if (readTimeout.fromTotalTimeout) {
                throw new TimeoutError/* TimeoutError */.M(this.request);
            }
            this.#throwIfTotalTimeoutExhausted();
            return undefined;
        }
        if (!text) {
            return undefined;
        }
        if (!this.#isJsonContentType(response.headers.get('content-type') ?? '')) {
            return text;
        }
        const parseTimeout = this.#getErrorDataTimeout();
        const data = await this.#parseJson(text, response, parseTimeout.milliseconds, this.#getResponseRequest(response));
        if (data === timedOutResponseData) {
            if (parseTimeout.fromTotalTimeout) {
                throw new TimeoutError/* TimeoutError */.M(this.request);
            }
            this.#throwIfTotalTimeoutExhausted();
            return undefined;
        }
        return data;
    }
    #getErrorDataTimeout() {
        const errorDataTimeout = this.#options.timeout === false ? 10_000 : this.#options.timeout;
        const remainingTotal = this.#getRemainingTotalTimeout();
        if (remainingTotal === undefined) {
            return {
                milliseconds: errorDataTimeout,
                fromTotalTimeout: false,
            };
        }
        if (remainingTotal <= 0) {
            throw new TimeoutError/* TimeoutError */.M(this.request);
        }
        return {
            milliseconds: Math.min(errorDataTimeout, remainingTotal),
            fromTotalTimeout: remainingTotal <= errorDataTimeout,
        };
    }
    #getBodyReadTimeout() {
        const remainingTotal = this.#getRemainingTotalTimeout();
        if (remainingTotal !== undefined) {
            if (remainingTotal <= 0) {
                throw new TimeoutError/* TimeoutError */.M(this.request);
            }
            return this.#options.timeout === false
                ? remainingTotal
                : Math.min(this.#options.timeout, remainingTotal);
        }
        return this.#options.timeout === false ? undefined : this.#options.timeout;
    }
    // Unlike error bodies (`#getResponseData`), a successful body read has no fallback value to return -
    // the caller's `.json()`/`.text()`/etc. promise must settle, so a timeout here always rejects.
    async #raceBodyRead(createBodyPromise, response) {
        let timeoutMs;
        try {
            timeoutMs = this.#getBodyReadTimeout();
        }
        catch (error) {
            await this.#throwProcessedError(error);
        }
        const bodyPromise = createBodyPromise();
        if (timeoutMs === undefined) {
            return bodyPromise;
        }
        const result = await Promise.race([
            bodyPromise,
            new Promise(resolve => {
                const timeoutId = setTimeout(() => {
                    resolve(timedOutResponseData);
                }, timeoutMs);
                void bodyPromise.finally(() => {
                    clearTimeout(timeoutId);
                }).catch(() => undefined);
            }),
        ]);
        if (result === timedOutResponseData) {
            // The stream is locked by the native body method's own reader by this point, so
            // `response.body.cancel()` would reject as "already locked". Aborting the request's
            // signal is what actually interrupts the underlying network read.
            this.#abortController?.abort();
            await this.#throwProcessedError(new TimeoutError/* TimeoutError */.M(this.#getResponseRequest(response)));
        }
        return result;
    }
    async #raceWithTotalTimeout(operation) {
        const remainingTotal = this.#getRemainingTotalTimeout();
        if (remainingTotal === undefined) {
            return operation();
        }
        if (remainingTotal <= 0) {
            this.#abortController?.abort();
            return timedOutOperation;
        }
        let timeoutId;
        try {
            const timeoutPromise = new Promise(resolve => {
                timeoutId = setTimeout(() => {
                    resolve(timedOutOperation);
                }, remainingTotal);
            });
            const operationResult = Promise.resolve()
                .then(operation)
                .then(value => ({ status: 'fulfilled', value }))
                .catch((error) => ({ status: 'rejected', error }));
            const result = await Promise.race([operationResult, timeoutPromise]);
            const remainingAfterOperation = this.#getRemainingTotalTimeout();
            const didTimeOut = result === timedOutOperation || (remainingAfterOperation !== undefined && remainingAfterOperation <= 0);
            if (didTimeOut) {
                this.#abortController?.abort();
                if (result === timedOutOperation) {
                    void operationResult.then(result => {
                        if (result.status === 'fulfilled') {
                            this.#cancelReturnedBody(result.value);
                        }
                    });
                }
                else if (result.status === 'fulfilled') {
                    this.#cancelReturnedBody(result.value);
                }
                return timedOutOperation;
            }
            if (result.status === 'rejected') {
                throw result.error;
            }
            return result.value;
        }
        finally {
            clearTimeout(timeoutId);
        }
    }
    #isJsonContentType(contentType) {
        // Match JSON subtypes like `json`, `problem+json`, and `vnd.api+json`.
        const mimeType = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
        return /\/(?:.*[.+-])?json$/.test(mimeType);
    }
    async #readResponseText(response, timeoutMs) {
        const { body } = response;
        if (!body) {
            try {
                return await response.text();
            }
            catch {
                return undefined;
            }
        }
        let reader;
        try {
            reader = body.getReader();
        }
        catch {
            // Another consumer already locked the stream.
            return undefined;
        }
        const decoder = createTextDecoder(response.headers.get('content-type') ?? '');
        const chunks = [];
        let totalBytes = 0;
        const readAll = (async () => {
            try {
                for (;;) {
                    // eslint-disable-next-line no-await-in-loop
                    const { done, value } = await reader.read();
                    if (done) {
                        break;
                    }
                    totalBytes += value.byteLength;
                    if (totalBytes > maxErrorResponseBodySize) {
                        void reader.cancel().catch(() => undefined);
                        return undefined;
                    }
                    chunks.push(decoder.decode(value, { stream: true }));
                }
            }
            catch {
                return undefined;
            }
            chunks.push(decoder.decode());
            return chunks.join('');
        })();
        const timeoutPromise = new Promise(resolve => {
            const timeoutId = setTimeout(() => {
                resolve(timedOutResponseData);
            }, timeoutMs);
            void readAll.finally(() => {
                clearTimeout(timeoutId);
            });
        });
        const result = await Promise.race([readAll, timeoutPromise]);
        if (result === timedOutResponseData) {
            void reader.cancel().catch(() => undefined);
        }
        return result;
    }
    async #parseJson(text, response, timeoutMs, request) {
        let timeoutId;
        try {
            return await Promise.race([
                Promise.resolve().then(() => this.#options.parseJson
                    ? this.#options.parseJson(text, { request, response })
                    : JSON.parse(text)),
                new Promise(resolve => {
                    timeoutId = setTimeout(() => {
                        resolve(timedOutResponseData);
                    }, timeoutMs);
                }),
            ]);
        }
        catch {
            return undefined;
        }
        finally {
            clearTimeout(timeoutId);
        }
    }
    #cancelBody(body) {
        if (!body) {
            return;
        }
        // Ignore cancellation failures from already-locked or already-consumed streams.
        void body.cancel().catch(() => undefined);
    }
    #cancelResponseBody(response) {
        // Ignore cancellation failures from already-locked or already-consumed streams.
        this.#cancelBody(response.body ?? undefined);
    }
    #cancelReturnedBody(value) {
        if (isResponseInstance(value)) {
            this.#cancelResponseBody(value);
        }
        else if (isRequestInstance(value)) {
            this.#cancelBody(value.body ?? undefined);
        }
    }
    #createManagedSignal() {
        return this.#userProvidedAbortSignal
            ? AbortSignal.any([this.#userProvidedAbortSignal, this.#abortController.signal])
            : this.#abortController.signal;
    }
    #throwIfTotalTimeoutExhausted() {
        const remaining = this.#getRemainingTotalTimeout();
        if (remaining !== undefined && remaining <= 0) {
            throw new TimeoutError/* TimeoutError */.M(this.request);
        }
    }
    async #runBeforeRequestHooks() {
        for (const hook of this.#options.hooks.beforeRequest) {
            // eslint-disable-next-line no-await-in-loop
            const result = await this.#raceWithTotalTimeout(async () => hook({
                request: this.request,
                options: this.#getNormalizedOptions(),
                retryCount: 0,
            }));
            if (result === timedOutOperation) {
                throw new TimeoutError/* TimeoutError */.M(this.request);
            }
            if (isRequestInstance(result)) {
                this.#assignRequest(result);
            }
            else if (isResponseInstance(result)) {
                return result;
            }
        }
        return undefined;
    }
    async #runAfterResponseHooks(response) {
        const responseRequest = this.#getResponseRequest(response);
        for (const hook of this.#options.hooks.afterResponse) {
            const hookResponse = this.#setResponseRequest(response.clone(), responseRequest);
            this.#decorateResponse(hookResponse);
            let modifiedResponse;
            try {
                // eslint-disable-next-line no-await-in-loop
                modifiedResponse = await this.#raceWithTotalTimeout(async () => hook({
                    request: this.request,
                    options: this.#getNormalizedOptions(),
                    response: hookResponse,
                    retryCount: this.#retryCount,
                }));
                if (modifiedResponse === timedOutOperation) {
                    throw new TimeoutError/* TimeoutError */.M(this.request);
                }
            }
            catch (error) {
                // Cancel both responses to prevent memory leaks when hook throws
                if (hookResponse !== response) {
                    this.#cancelResponseBody(hookResponse);
                }
                this.#cancelResponseBody(response);
                throw error;
            }
            if (modifiedResponse instanceof RetryMarker) {
                // Cancel both the cloned response passed to the hook and the current response to prevent resource leaks (especially important in Deno/Bun).
                // Do not await cancellation since hooks can clone the response, leaving extra tee branches that keep cancel promises pending per the Streams spec.
                if (hookResponse !== response) {
                    this.#cancelResponseBody(hookResponse);
                }
                this.#cancelResponseBody(response);
                throw new ForceRetryError/* ForceRetryError */.E(modifiedResponse.options);
            }
            const nextResponse = isResponseInstance(modifiedResponse)
                ? this.#setResponseRequest(modifiedResponse, responseRequest)
                : response;
            // Cancel any response bodies we won't use to prevent memory leaks.
            // Uses fire-and-forget since hooks may have cloned the response, creating tee branches that block cancellation.
            // If the hook wrapped an existing body into a new Response, both Response objects can still point at the same stream.
            if (hookResponse !== response && hookResponse !== nextResponse && hookResponse.body !== nextResponse.body) {
                this.#cancelResponseBody(hookResponse);
            }
            if (response !== nextResponse && response.body !== nextResponse.body) {
                this.#cancelResponseBody(response);
            }
            response = nextResponse;
        }
        return response;
    }
    async #retry(function_) {
        try {
            return await function_();
        }
        catch (error) {
            return this.#retryFromError(error, function_);
        }
    }
    async #retryFromError(error, function_) {
        this.#returnedResponseFromBeforeRetryHook = false;
        const retryDelay = Math.min(await this.#calculateRetryDelay(error), maxSafeTimeout);
        const delayOptions = { signal: this.#userProvidedAbortSignal };
        const remainingTimeout = this.#getRemainingTotalTimeout();
        if (remainingTimeout !== undefined) {
            if (remainingTimeout <= 0) {
                throw new TimeoutError/* TimeoutError */.M(this.request);
            }
            // If waiting would consume all remaining budget, time out without starting another request.
            if (retryDelay >= remainingTimeout) {
                await delay(remainingTimeout, delayOptions);
                throw new TimeoutError/* TimeoutError */.M(this.request);
            }
        }
        // Only use user-provided signal for delay, not our internal abortController
        await delay(retryDelay, delayOptions);
        this.#throwIfTotalTimeoutExhausted();
        // Apply custom request from forced retry before beforeRetry hooks
        // Ensure the custom request has the correct managed signal for timeouts and user aborts
        if (error instanceof ForceRetryError/* ForceRetryError */.E && error.customRequest) {
            const customRequest = new globalThis.Request(error.customRequest, this.#options.signal ? { signal: this.#options.signal } : undefined);
            // Replacement Requests are authoritative by design. Do not rewrite headers here,
            // even for cross-origin retries. Callers using `ky.retry({request})` explicitly
            // opted into the exact Request they constructed.
            this.#assignRequest(customRequest);
        }
        for (const hook of this.#options.hooks.beforeRetry) {
            let hookResult;
            try {
                // eslint-disable-next-line no-await-in-loop
                hookResult = await this.#raceWithTotalTimeout(async () => hook({
                    request: this.request,
                    options: this.#getNormalizedOptions(),
                    error: error,
                    retryCount: this.#retryCount + 1,
                }));
            }
            catch (hookError) {
                // Preserve the original request error path (`throw error`) so beforeError hooks can still run.
                if (hookError instanceof Error && hookError !== error) {
                    this.#beforeRetryHookErrors.add(hookError);
                }
                throw hookError;
            }
            if (hookResult === timedOutOperation) {
                throw new TimeoutError/* TimeoutError */.M(this.request);
            }
            if (isRequestInstance(hookResult)) {
                // Same contract as `ky.retry({request})`: a Request returned from `beforeRetry`
                // is used as-is rather than being sanitized or otherwise rewritten by Ky.
                this.#assignRequest(hookResult);
                break;
            }
            if (isResponseInstance(hookResult)) {
                this.#returnedResponseFromBeforeRetryHook = true;
                this.#retryCount++;
                return hookResult;
            }
            // If `stop` is returned from the hook, the retry process is stopped
            if (hookResult === stop) {
                return;
            }
        }
        this.#throwIfTotalTimeoutExhausted();
        this.#retryCount++;
        return this.#retry(function_);
    }
    #consumeReturnedResponseFromBeforeRetryHook() {
        const value = this.#returnedResponseFromBeforeRetryHook;
        this.#returnedResponseFromBeforeRetryHook = false;
        return value;
    }
    async #fetch() {
        // Reset abortController if it was aborted (happens on timeout retry)
        if (this.#abortController?.signal.aborted) {
            this.#abortController = new globalThis.AbortController();
            this.#options.signal = this.#createManagedSignal();
            // Recreate request with new signal
            this.request = new globalThis.Request(this.request, { signal: this.#options.signal });
        }
        const nonRequestOptions = findUnknownOptions(this.#options);
        this.#retryLimit = normalizeRetryOptions(this.#options.retry).limit;
        const retryRequest = this.#retryLimit > 0 ? this.request.clone() : undefined;
        const request = this.#wrapRequestWithUploadProgress(this.request, this.#options.body ?? undefined);
        // Cloning is done here to prepare in advance for retries.
        // Skip cloning when retries are disabled - cloning a streaming body calls ReadableStream#tee()
        // which buffers the entire stream in memory, causing excessive memory usage for large uploads.
        this.#originalRequest = request;
        if (retryRequest) {
            this.request = retryRequest;
        }
        try {
            const remainingTotal = this.#getRemainingTotalTimeout();
            if (remainingTotal !== undefined && remainingTotal <= 0) {
                throw new TimeoutError/* TimeoutError */.M(this.request);
            }
            const effectiveTimeout = this.#options.timeout === false
                ? remainingTotal
                : (remainingTotal === undefined
                    ? this.#options.timeout
                    : Math.min(this.#options.timeout, remainingTotal));
            const response = effectiveTimeout === undefined
                ? await this.#options.fetch(request, nonRequestOptions)
                : await timeout(request, nonRequestOptions, this.#abortController, {
                    timeout: effectiveTimeout,
                    fetch: this.#options.fetch,
                });
            return this.#setResponseRequest(response, request);
        }
        catch (error) {
            if (isRawNetworkError(error)) {
                throw new NetworkError/* NetworkError */.D(this.request, { cause: error });
            }
            throw error;
        }
    }
    #getRemainingTotalTimeout() {
        if (this.#startTime === undefined) {
            return undefined;
        }
        const elapsed = this.#getCurrentTime() - this.#startTime;
        return Math.max(0, this.#options.totalTimeout - elapsed);
    }
    #getCurrentTime() {
        return globalThis.performance?.now() ?? Date.now();
    }
    #getNormalizedOptions() {
        if (!this.#cachedNormalizedOptions) {
            // Exclude Ky-specific options that are not part of `RequestInit`.
            const { hooks, json, parseJson, stringifyJson, searchParams, timeout, totalTimeout, throwHttpErrors, fetch, ...normalizedOptions } = this.#options;
            this.#cachedNormalizedOptions = Object.freeze(normalizedOptions);
        }
        return this.#cachedNormalizedOptions;
    }
    #assignRequest(request) {
        this.#cachedNormalizedOptions = undefined;
        this.request = request;
    }
    #getResponseRequest(response) {
        return this.#responseRequests.get(response) ?? this.request;
    }
    #setResponseRequest(response, request) {
        this.#responseRequests.set(response, request);
        return response;
    }
    #wrapRequestWithUploadProgress(request, originalBody) {
        if (!this.#options.onUploadProgress || !request.body || !supportsRequestStreams) {
            return request;
        }
        return streamRequest(request, this.#options.onUploadProgress, originalBody ?? this.#options.body ?? undefined);
    }
}
//# sourceMappingURL=Ky.js.map
;// CONCATENATED MODULE: ./node_modules/ky/distribution/index.js
/*! MIT License © Sindre Sorhus */



const createInstance = (defaults) => {
    // eslint-disable-next-line @typescript-eslint/promise-function-async
    const ky = (input, options) => Ky.create(input, validateAndMerge(defaults, options));
    for (const method of requestMethods) {
        // eslint-disable-next-line @typescript-eslint/promise-function-async
        ky[method] = (input, options) => Ky.create(input, validateAndMerge(defaults, options, { method }));
    }
    ky.create = (newDefaults) => createInstance(validateAndMerge(newDefaults));
    ky.extend = (newDefaults) => {
        if (typeof newDefaults === 'function') {
            newDefaults = newDefaults(defaults ?? {});
        }
        return createInstance(validateAndMerge(defaults, newDefaults));
    };
    ky.stop = stop;
    ky.retry = retry;
    return ky;
};
const ky = createInstance();
/* harmony default export */ const distribution = (ky);








// Intentionally not exporting this for now as it's just an implementation detail and we don't want to commit to a certain API yet at least.
// export {NonError} from './errors/NonError.js';
//# sourceMappingURL=index.js.map
// EXTERNAL MODULE: ./src/api/error.ts
var api_error = __nccwpck_require__(4106);
;// CONCATENATED MODULE: ./src/api/http.ts



const getTimeout = 15_000;
const postTimeout = 120_000;
const postGrace = 5_000;
/** How long an API that does not answer is waited for, in milliseconds, while nothing is at stake but time. */
const maxOutage = 5 * 60_000;
const longestRetryAfter = 60_000;
const longestBackoff = 5000;
const firstBackoff = 500;
const refusedForNow = [425, 429];
const serverErrors = Array.from({ length: 100 }, (_, i) => 500 + i);
const http_transient = [408, ...refusedForNow, ...serverErrors];
/**
 * A client for the API at `base`, by the runner's proxy settings (`https_proxy`, `no_proxy`; loopback is never proxied).
 * An answer that quotes `webhookUrl`, which may hold a token, is read as if it said `(webhook-url)`.
 */
function connect(base, credentials, userAgent, webhookUrl) {
    const proxy = (0,lib_proxy/* getProxyUrl */.s)(base);
    // Node's own fetch takes the agent of this undici, which therefore loads only behind a proxy.
    const dispatcher = proxy && __nccwpck_require__.e(/* import() */ 752).then(__nccwpck_require__.t.bind(__nccwpck_require__, 6752, 19)).then(({ ProxyAgent }) => new ProxyAgent(proxy.href));
    const client = distribution.create({
        prefix: base.href,
        headers: {
            'X-API-ID': credentials.id,
            'X-API-KEY': credentials.key,
            'User-Agent': userAgent,
            Accept: 'application/json',
        },
        redirect: 'manual',
        timeout: false,
    });
    const retry = {
        limit: Number.MAX_SAFE_INTEGER,
        delay: (attempt) => firstBackoff * 2 ** Math.min(attempt - 1, 16),
        backoffLimit: longestBackoff,
        jitter: true,
    };
    let ahead = 0;
    /** One try. The body is read inside it, so that a broken or unreadable body is a failed try. */
    const tryOnce = (name, timeout, signal) => async (input, init) => {
        const bounded = AbortSignal.any([AbortSignal.timeout(timeout), signal]);
        const proxied = dispatcher && { dispatcher: await dispatcher };
        const response = await fetch(input, { ...init, ...proxied, signal: bounded });
        const date = Date.parse(response.headers.get('Date') ?? '');
        if (response.ok && !Number.isNaN(date))
            ahead = date - Date.now();
        const text = without(webhookUrl, await response.text());
        if (depthOf(text) > deepest)
            throw (0,api_error/* unreadable */.O$)(name, response, text);
        if (response.ok && !isJson(text))
            throw (0,api_error/* unreadable */.O$)(name, response, text);
        return new Response(text === '' ? null : text, paced(response));
    };
    return {
        now: () => Date.now() + ahead,
        async get(path, query, { ms, signal, onRetry }) {
            const name = `GET /${path}`;
            const stop = stopAfter(ms, signal);
            let last;
            try {
                return await client
                    .get(path, {
                    searchParams: new URLSearchParams(query),
                    signal: stop.signal,
                    fetch: tryOnce(name, getTimeout, stop.signal),
                    retry: {
                        ...retry,
                        statusCodes: http_transient,
                        afterStatusCodes: http_transient,
                        maxRetryAfter: longestRetryAfter,
                        shouldRetry: ({ error }) => {
                            if (stop.signal.aborted)
                                return false;
                            last = (0,api_error/* toApiError */.Gv)(name, error, getTimeout);
                            if ((0,api_error/* isCertain */.te)(error))
                                return false;
                            if ((0,type_guards/* isHTTPError */.nr)(error) && !http_transient.includes(error.response.status))
                                return false;
                            onRetry?.(last);
                            return (0,type_guards/* isHTTPError */.nr)(error) ? undefined : true;
                        },
                    },
                })
                    .json();
            }
            catch (error) {
                signal.throwIfAborted();
                throw ((stop.signal.aborted ? last : undefined) ??
                    (0,api_error/* toApiError */.Gv)(name, error, Math.min(ms, getTimeout)));
            }
            finally {
                stop.clear();
            }
        },
        async post(path, body, { signal, waits, deadline }) {
            const name = `POST /${path}`;
            const grace = graceAfter(signal, postGrace);
            const start = performance.now();
            const once = tryOnce(name, postTimeout, grace.signal);
            let refused;
            try {
                return await client
                    .post(path, {
                    json: body,
                    signal: AbortSignal.any([signal, waits]),
                    fetch: async (...request) => {
                        refused = undefined;
                        return once(...request);
                    },
                    retry: {
                        ...retry,
                        methods: ['post'],
                        statusCodes: refusedForNow,
                        afterStatusCodes: refusedForNow,
                        shouldRetry: ({ error }) => {
                            const failure = (0,api_error/* toApiError */.Gv)(name, error, postTimeout);
                            const forNow = refusedForNow.includes(failure.status ?? 0);
                            if (!forNow && (failure.reachedServer || (0,api_error/* isCertain */.te)(error)))
                                return false;
                            refused = failure;
                            if (!(0,type_guards/* isHTTPError */.nr)(error))
                                return performance.now() < Math.min(deadline, start + maxOutage);
                            const after = retryAfter(error.response.headers);
                            return performance.now() + after > deadline ? false : undefined;
                        },
                    },
                })
                    .json();
            }
            catch (error) {
                // Aborted between two tries: what ended the last one says more than the abort.
                if (refused && (signal.aborted || waits.aborted) && !grace.signal.aborted)
                    throw refused;
                throw (0,api_error/* toApiError */.Gv)(name, error, postTimeout);
            }
            finally {
                grace.clear();
            }
        },
    };
}
/** Some JSON writers escape slashes. */
function without(secret, text) {
    if (secret === undefined)
        return text;
    const shown = '(webhook-url)';
    return text.replaceAll(secret, shown).replaceAll(secret.replaceAll('/', '\\/'), shown);
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
/** A wait of no time at all would ask without end: our own back-off is better then. */
function paced(response) {
    const headers = new Headers(response.headers);
    const after = retryAfter(headers);
    for (const name of waits)
        headers.delete(name);
    if (after >= firstBackoff)
        headers.set('Retry-After', String(Math.ceil(after / 1000)));
    const { status, statusText } = response;
    return { status, statusText, headers };
}
const waits = [
    'Retry-After',
    'RateLimit-Reset',
    'X-RateLimit-Retry-After',
    'X-RateLimit-Reset',
    'X-Rate-Limit-Reset',
];
/** Milliseconds the server asks to wait; 0 when it does not say, or not readably. */
function retryAfter(headers) {
    const value = headers.get('Retry-After') ?? '';
    const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
    return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}
function stopAfter(ms, outer) {
    const inner = new AbortController();
    const timer = setTimeout(() => {
        inner.abort();
    }, Math.max(0, ms));
    return {
        signal: AbortSignal.any([inner.signal, outer]),
        clear: () => {
            clearTimeout(timer);
        },
    };
}
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
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
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
    if ((0,_base_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u)(assets)) {
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
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u)(item))
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
        params: (0,_base_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u)(item['input_params']) ? item['input_params'] : {},
        raw,
    };
}


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

/***/ 3148:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $K: () => (/* binding */ firstFree),
/* harmony export */   Md: () => (/* binding */ fileName),
/* harmony export */   jx: () => (/* binding */ fileNames)
/* harmony export */ });
const longestName = 100;
const device = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** A generation's name as a file name that every system takes: `A-Za-z0-9._-`, no dot at either end, no device name. */
function fileName(name) {
    const safe = name
        .replace(/[^A-Za-z0-9._-]+/g, '-')
        .replace(/^\.+/, '')
        .replace(device, '_$1')
        .slice(0, longestName)
        .replace(/\.+$/, '');
    return safe === '' ? 'asset' : safe;
}
/** File names for generations, in their order: a later one that equals an earlier, whatever its case, gets `-2`. */
function fileNames(names) {
    const taken = new Set();
    return names.map((name) => {
        const free = firstFree(fileName(name), (stem) => !taken.has(stem.toLowerCase()));
        taken.add(free.toLowerCase());
        return free;
    });
}
/** `stem`, or with the first number behind it that is free. */
function firstFree(stem, isFree) {
    let free = stem;
    for (let n = 2; !isFree(free); n += 1)
        free = `${stem}-${n}`;
    return free;
}


/***/ }),

/***/ 5475:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ distinct)
/* harmony export */ });
/** In the order of the file. What is wrong for every leg of a matrix is told once. */
function distinct(findings) {
    const seen = new Set();
    const at = ({ place }) => place ?? { line: 0, column: 0 };
    const sorted = findings.toSorted((a, b) => at(a).line - at(b).line || at(a).column - at(b).column);
    return sorted.filter(({ message, place, severity }) => {
        const key = JSON.stringify([severity, message, place]);
        if (seen.has(key))
            return false;
        seen.add(key);
        return true;
    });
}


/***/ }),

/***/ 3659:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ canonical),
/* harmony export */   u: () => (/* binding */ isRecord)
/* harmony export */ });
/** True for a JSON object. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
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

/***/ 2371:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ didYouMean)
/* harmony export */ });
/* unused harmony export nearest */
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1916);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(766);


/** A second sentence about an unknown word, with a space before it: what somebody may have meant. Or nothing. */
function didYouMean(word, known) {
    const close = nearest(word, known);
    return close.length === 0 ? '' : ` Did you mean ${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .either */ .gP)(close.map((name) => `\`${name}\``))}?`;
}
/** Up to three known words that somebody may have meant, nearest first. */
function nearest(word, known) {
    const asked = word.toLowerCase().slice(0, 200);
    const limit = Math.max(2, Math.floor(asked.length * 0.35));
    return known
        .map((name) => {
        const other = name.toLowerCase();
        const part = asked.length >= 4 && (other.includes(asked) || asked.includes(other));
        return { name, far: part ? 1 : (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(asked, other) };
    })
        .filter(({ far }) => far <= limit)
        .sort((a, b) => a.far - b.far)
        .slice(0, 3)
        .map(({ name }) => name);
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

/***/ 5147:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EG: () => (/* binding */ checkOf),
/* harmony export */   eA: () => (/* binding */ checkShape),
/* harmony export */   q0: () => (/* binding */ describe)
/* harmony export */ });
/* unused harmony export propertiesOf */
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(714);
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_vm__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _api_creatify_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6703);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3659);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4758);
/* harmony import */ var _base_suggest_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2371);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(766);







/** How many mismatches of one generation are worked out. */
const mostMismatches = 100;
const mostUnknown = 20;
/** Everything in `value` that our own schema of it refuses. `name` is its name in sentences: `A manifest`. */
async function checkShape(value, schema, name) {
    return mismatchesIn((await compiled(schema))(value), { name, key: 'key' });
}
/**
 * A check for everything in params that the model's schema refuses, and, as warnings, params it does not know. A schema that
 * cannot be compiled is one warning: the API decides then. Never throws.
 */
async function checkOf(model) {
    const { model_name: name, input_params_schema: schema } = model;
    const unusable = (error) => {
        const message = `The schema of ${name} cannot be used here (${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}), so the params go to the API unchecked.`;
        return [{ severity: 'warning', path: [], message }];
    };
    try {
        const validate = await compiled(schema);
        const known = propertiesOf(schema);
        return (params) => {
            try {
                const mismatches = mismatchesIn(validate(params), { name, key: 'param' });
                return [...mismatches, ...strangers(params, known, mismatches, name)];
            }
            catch (error) {
                return unusable(error);
            }
        };
    }
    catch (error) {
        return () => unusable(error);
    }
}
function strangers(params, known, refused, model) {
    if (known.length === 0)
        return [];
    const told = new Set(refused.map(({ path }) => path[0]));
    const then = refused.length === 0 ? ' It is sent as it is.' : '';
    return Object.keys(params)
        .filter((key) => !known.includes(key) && !told.has(key))
        .slice(0, mostUnknown)
        .map((key) => {
        const message = `${model} has no param \`${key}\`.${(0,_base_suggest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(key, known)}${then}`;
        return { severity: 'warning', path: [key], message };
    });
}
/** Throws where the schema cannot be compiled. */
async function compiled(schema) {
    const ajv = await dialectOf(schema);
    const inTime = timeLimit();
    // An asynchronous schema would call every value a fit.
    const validate = inTime(() => ajv.compile({ ...schema, $async: false }));
    return (value) => inTime(() => (validate(value) ? [] : (validate.errors ?? [])));
}
/** Milliseconds for compiling a schema, and for one check. */
const longestCheck = 2000;
/**
 * Runs work that may go on for ever, which a `pattern` may, and which nothing but a context's timeout ends. It throws when
 * the time is over, and from then on at once.
 */
function timeLimit() {
    const box = {};
    const context = (0,node_vm__WEBPACK_IMPORTED_MODULE_0__.createContext)(box);
    const script = new node_vm__WEBPACK_IMPORTED_MODULE_0__.Script('work()');
    let over;
    return (work) => {
        if (over)
            throw over;
        box.work = work;
        try {
            return script.runInContext(context, { timeout: longestCheck });
        }
        catch (error) {
            if (!((0,_base_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isRecord */ .u)(error) && error['code'] === 'ERR_SCRIPT_EXECUTION_TIMEOUT'))
                throw error;
            over = new Error(`it took longer than ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_5__/* .formatDuration */ .a3)(longestCheck)} to check`);
            throw over;
        }
    };
}
function mismatchesIn(errors, taker) {
    return outermost(errors)
        .slice(0, mostMismatches)
        .map((error) => {
        const path = pathOf(error);
        const message = sentence(error, path, taker);
        return { severity: 'error', path, message, stray: isUnknownKey(error) };
    });
}
const options = {
    allErrors: true,
    strict: false,
    logger: false,
    unicodeRegExp: false,
    verbose: true,
    multipleOfPrecision: 9,
    validateSchema: false,
};
/** One fresh instance a schema, since two schemas may share an `$id`. An unknown dialect is read as 2020-12. */
async function dialectOf(schema) {
    const draft07 = String(schema['$schema']).includes('draft-07');
    const [{ default: addFormats }, ajv] = await Promise.all([
        Promise.all(/* import() */[__nccwpck_require__.e(457), __nccwpck_require__.e(196)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 2815, 23)),
        draft07
            ? Promise.all(/* import() */[__nccwpck_require__.e(457), __nccwpck_require__.e(463)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 2463, 23)).then(({ default: Ajv }) => new Ajv(options))
            : Promise.all(/* import() */[__nccwpck_require__.e(457), __nccwpck_require__.e(210)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 2210, 23)).then(({ default: Ajv }) => new Ajv(options)),
    ]);
    addFormats(ajv);
    return ajv;
}
/** The params a schema names. Params behind `$ref` or `allOf` are not looked for. */
function propertiesOf(schema) {
    return (0,_base_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isRecord */ .u)(schema['properties']) ? Object.keys(schema['properties']) : [];
}
/** What stands inside a failed `anyOf` or `oneOf` is told by that one, and a wrong type by the values that are allowed. */
function outermost(errors) {
    const choices = new Set(errors
        .filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
        .map(({ schemaPath }) => schemaPath));
    const valued = new Set(errors
        .filter(({ keyword }) => keyword === 'enum' || keyword === 'const')
        .map(({ instancePath }) => instancePath));
    return errors.filter((error) => error.keyword !== 'if' &&
        !(error.keyword === 'type' && valued.has(error.instancePath)) &&
        ![...choices].some((choice) => error.schemaPath.startsWith(`${choice}/`)));
}
function isUnknownKey({ keyword }) {
    return keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';
}
/** `required` is about the mapping, an unknown key about that key, everything else about the key of the value. */
function pathOf(error) {
    const steps = error.instancePath
        .split('/')
        .slice(1)
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const { additionalProperty, unevaluatedProperty } = error.params;
    return isUnknownKey(error) ? [...steps, String(additionalProperty ?? unevaluatedProperty)] : steps;
}
function sentence(error, path, { name: model, key: noun }) {
    const { keyword, data, schema, parentSchema, params, message = 'does not fit' } = error;
    const [key, be] = path.length === 0 ? [`The ${noun}s`, 'are'] : [`\`${path.join('.')}\``, 'is'];
    const value = show(data);
    const limit = String(params['limit']);
    const plain = `${key} ${be} ${value}: ${message}.`;
    switch (keyword) {
        case 'required': {
            const missing = String(params['missingProperty']);
            const about = describe(propertyOf(parentSchema, missing));
            return `\`${[...path, missing].join('.')}\` is missing: ${model} needs it${about === '' ? '' : `, ${about}`}.`;
        }
        case 'additionalProperties':
        case 'unevaluatedProperties': {
            const known = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isRecord */ .u)(parentSchema) ? propertiesOf(parentSchema) : [];
            const stray = String(path.at(-1));
            const told = noun === 'key' ? `\`${stray}\`` : key;
            // `a manifest` is words, the name of a model is not.
            const name = noun === 'key' ? `${model.charAt(0).toUpperCase()}${model.slice(1)}` : model;
            return `${name} takes no ${noun} ${told}.${(0,_base_suggest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(stray, known)}`;
        }
        case 'enum':
        case 'const':
        case 'type':
        case 'anyOf':
        case 'oneOf': {
            const takes = describe(keyword === 'anyOf' || keyword === 'oneOf' ? { anyOf: schema } : parentSchema);
            if (takes === '')
                return plain;
            return `${key} ${be} ${value}, and ${model} takes ${takes}.${requote(data, parentSchema)}`;
        }
        case 'minimum':
        case 'maximum':
        case 'exclusiveMinimum':
        case 'exclusiveMaximum':
            return `${key} ${be} ${value}, and ${model} takes ${bounds[keyword]} ${limit}.`;
        case 'minLength':
        case 'maxLength': {
            const side = keyword === 'minLength' ? 'at least' : 'at most';
            return `${key} has ${String(data).length} characters, and ${model} takes ${side} ${limit}.`;
        }
        case 'minItems':
        case 'maxItems': {
            const side = keyword === 'minItems' ? 'at least' : 'at most';
            return `${key} has ${Array.isArray(data) ? data.length : 0} items, and ${model} takes ${side} ${limit}.`;
        }
        case 'minProperties':
            return `${key} ${be} empty.`;
        case 'format':
            return `${key} ${be} ${value}, and ${model} takes a value of the format \`${String(schema)}\`.`;
        case 'pattern':
            return `${key} ${be} ${value}, and ${model} takes text that matches \`${String(schema)}\`.`;
        default:
            return plain;
    }
}
const bounds = {
    minimum: 'at least',
    maximum: 'at most',
    exclusiveMinimum: 'more than',
    exclusiveMaximum: 'less than',
};
function propertyOf(schema, name) {
    const properties = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isRecord */ .u)(schema) ? schema['properties'] : undefined;
    return (0,_base_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isRecord */ .u)(properties) ? properties[name] : undefined;
}
/** What a schema takes, in words: `a whole number from 1 to 4`, `"a", "b" or "c"`. Empty when it does not say. */
function describe(schema) {
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isRecord */ .u)(schema))
        return '';
    const choices = schema['anyOf'] ?? schema['oneOf'];
    if (Array.isArray(choices))
        return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_5__/* .either */ .gP)(choices.map(describe).filter((words) => words !== ''));
    if ('const' in schema)
        return show(schema['const']);
    if (Array.isArray(schema['enum']))
        return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_5__/* .either */ .gP)(schema['enum'].slice(0, 40).map(show));
    const { type } = schema;
    const types = Array.isArray(type) ? type : [type];
    const words = types
        .flatMap((each) => typeof each === 'string' && Object.hasOwn(nouns, each) ? (nouns[each] ?? []) : [])
        .map((noun) => noun + range(schema));
    return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_5__/* .either */ .gP)(words);
}
const nouns = {
    string: 'text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a mapping',
    null: 'null',
};
function range(schema) {
    const { minimum: low, maximum: high } = schema;
    if (typeof low === 'number' && typeof high === 'number')
        return ` from ${low} to ${high}`;
    if (typeof low === 'number')
        return ` of at least ${low}`;
    return typeof high === 'number' ? ` of at most ${high}` : '';
}
function show(value) {
    const text = JSON.stringify(value);
    if (text === undefined)
        return 'nothing';
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
/** Types are never coerced, but most wrong types are a quote too many or too few. */
function requote(data, schema) {
    const accepts = (value) => {
        if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isRecord */ .u)(schema))
            return false;
        if (Array.isArray(schema['enum']))
            return schema['enum'].includes(value);
        const types = [schema['type']].flat();
        if (types.includes('object') || types.includes('array'))
            return false;
        if (typeof value === 'string')
            return types.includes('string');
        if (typeof value === 'boolean')
            return types.includes('boolean');
        return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
    };
    if ((typeof data === 'number' || typeof data === 'boolean') && accepts(String(data))) {
        return ` Quote it: ${JSON.stringify(String(data))}.`;
    }
    if (typeof data !== 'string' || data.trim() === '')
        return '';
    const bare = data === 'true' ? true : data === 'false' ? false : Number(data);
    return !Number.isNaN(bare) && accepts(bare) ? ` Leave out the quotes: ${data}.` : '';
}


/***/ }),

/***/ 9407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5919);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_worker_threads__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4758);
/* harmony import */ var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8028);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(766);
/* harmony import */ var _start_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2115);





async function step() {
    const cancelled = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP']) {
        process.on(signal, () => {
            cancelled.abort(new Error('the step was cancelled'));
        });
    }
    const context = (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readContext */ .yI)();
    const opening = (0,_start_js__WEBPACK_IMPORTED_MODULE_2__/* .openStep */ .b)(context, cancelled.signal);
    // Loading the toolkit blocks the event loop for as long as Node took to start: these turns let the first request out.
    for (let turn = 0; turn < 4; turn += 1)
        await new Promise(setImmediate);
    const [core, { run }] = await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(838)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3838)), Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(838), __nccwpck_require__.e(246)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5246))]);
    try {
        await run(opening, context, cancelled.signal);
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
if (node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.isMainThread)
    await step();
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
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(3659);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4758);
/* harmony import */ var _api_http_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3968);
/* harmony import */ var _base_url_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(7384);







/** Defaults of action.yml. They stand here too, because an input that is passed empty means its default. */
const defaults = {
    params: '{}',
    'list-models': '',
    'output-dir': 'creatify-assets',
    concurrency: '10',
    'dry-run': 'false',
    wait: 'true',
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
    const url = (0,_base_url_js__WEBPACK_IMPORTED_MODULE_5__/* .webUrl */ .q)(value);
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
    return keys.reduce((inner, key) => ((0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u)(inner) ? inner[key] : undefined), value);
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
    return { ...Object.fromEntries(properties), event: (0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u)(event) ? event : {} };
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

/***/ 8034:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  mw: () => (/* binding */ loadGenerations),
  q2: () => (/* binding */ parentResult),
  us: () => (/* binding */ standIn),
  yn: () => (/* binding */ standInHost),
  Iy: () => (/* binding */ unchained)
});

;// CONCATENATED MODULE: ./manifest.schema.json
const manifest_schema_namespaceObject = /*#__PURE__*/JSON.parse('{"$schema":"http://json-schema.org/draft-07/schema#","$id":"https://raw.githubusercontent.com/your-org/creatify-asset-generator/v1/manifest.schema.json","title":"Creatify manifest","description":"Many generations in one step: the file behind the input `manifest`","type":"object","required":["generations"],"additionalProperties":false,"properties":{"$schema":{"type":"string"},"defaults":{"description":"For every generation that does not say otherwise","type":"object","additionalProperties":false,"properties":{"model":{"$ref":"#/definitions/model"},"params":{"$ref":"#/definitions/params","description":"Those of a generation are laid over these, key by key"}}},"generations":{"description":"What to generate, in the order of the results","type":"array","minItems":1,"items":{"type":"object","additionalProperties":false,"properties":{"name":{"description":"Names the files, and this generation to others. Default is the model. Values of the matrix that are missing in it are appended; those of include only where names would be equal","type":"string","minLength":1},"model":{"$ref":"#/definitions/model"},"params":{"$ref":"#/definitions/params"},"matrix":{"description":"One generation for every combination of values, as in a workflow; or one expression that gives such a mapping","type":["object","string"],"minProperties":1,"additionalProperties":{"$ref":"#/definitions/values"},"properties":{"include":{"$ref":"#/definitions/legs"},"exclude":{"$ref":"#/definitions/legs"}}}}}}},"definitions":{"model":{"description":"Name of the model, like nano-banana-2","type":"string","minLength":1},"params":{"description":"The model\'s params. Any text in it may hold expressions, like ${{ github.event.release.name }}; or one expression that gives a mapping","type":["object","string"]},"legs":{"type":["array","string"],"items":{"type":"object"}},"values":{"type":["array","string"]}}}');
// EXTERNAL MODULE: ./src/manifest/graph.ts
var graph = __nccwpck_require__(8185);
// EXTERNAL MODULE: ./src/base/json.ts
var json = __nccwpck_require__(3659);
;// CONCATENATED MODULE: ./src/documents/yaml.ts

/** Inline params have no other bound than what one environment variable holds. */
const largestText = 1024 * 1024;
const deepest = 64;
const mostAliases = 100;
const mostAliasesWritten = 1000;
const tooManyAliases = `This has more than ${mostAliasesWritten} aliases (\`*name\`). Write them out.`;
const mostProblems = 50;
/**
 * YAML 1.2 or JSON as one JSON object, with the place of everything in it. `like` is an example for people. Never throws for
 * what is written.
 */
async function parseMapping(text, file, like) {
    const yaml = await __nccwpck_require__.e(/* import() */ 815).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8815, 19));
    const lines = new yaml.LineCounter();
    const placeAt = placesIn(lines, file);
    const nowhere = () => undefined;
    const refuse = (problems) => ({
        value: {},
        problems,
        locate: nowhere,
    });
    if (text.length > largestText) {
        const message = `This is too large: at most ${largestText} characters are read. Shorten it.`;
        return refuse([{ message }]);
    }
    // Duplicate keys are looked for below: the library's own search takes seconds for 20,000 keys.
    const document = parsed(yaml, text, lines);
    if (!document)
        return refuse([{ message: tooDeep }]);
    const complaints = [...document.errors, ...document.warnings];
    const deep = complaints.find(({ message }) => message.includes(stackOverflow));
    const unreadable = deep ? [deep] : complaints.slice(0, mostProblems);
    if (unreadable.length > 0) {
        return refuse(unreadable.map(({ message, pos }) => ({ message: notYaml(message), place: placeAt(pos[0]) })));
    }
    const root = document.contents;
    if (root === null || (yaml.isScalar(root) && root.value === null)) {
        return { value: {}, problems: [], locate: () => placeAt(0) };
    }
    if (!yaml.isMap(root)) {
        const found = yaml.isSeq(root) ? 'a list' : `just ${JSON.stringify(text.trim().slice(0, 40))}`;
        const message = `This takes a mapping of names to values, like \`${like}\`, not ${found}.`;
        return refuse([{ message, place: placeAt(root.range[0]) }]);
    }
    const problems = notJson(yaml, document, placeAt);
    if (problems.length > 0)
        return refuse(problems);
    try {
        const value = document.toJS({ maxAliasCount: mostAliases });
        return { value, problems, locate: (path) => locate(yaml, document, path, placeAt) };
    }
    catch {
        const message = `The aliases (\`*name\`) in this expand to too much: at most ${mostAliases} values. Write them out.`;
        return refuse([{ message }]);
    }
}
/** Undefined where the text is nested beyond the parser's means. */
function parsed(yaml, text, lineCounter) {
    // A long text with a mistake in every character makes as many errors, and their stacks take most of the time.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
        return yaml.parseDocument(text, {
            version: '1.2',
            lineCounter,
            prettyErrors: false,
            uniqueKeys: false,
            resolveKnownTags: false,
        });
    }
    catch (error) {
        if (error instanceof RangeError)
            return undefined;
        throw error;
    }
    finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}
function notYaml(message) {
    if (message.includes(stackOverflow))
        return tooDeep;
    if (message.includes('multiple documents'))
        return 'This has several YAML documents (`---`). Keep one.';
    const sentence = message.replace(/\s+/g, ' ').trim();
    const cure = /mapping/i.test(sentence) ? ' Where a `:` stands inside text, quote the text.' : '';
    return `This is not YAML: ${sentence}${/[.!?]$/.test(sentence) ? '' : '.'}${cure}`;
}
/** What the library makes of input that is nested beyond its means. */
const stackOverflow = 'call stack';
const tooDeep = `This is nested too deeply: at most ${deepest} levels.`;
function placesIn(lines, file) {
    return (offset) => {
        const { line, col } = lines.linePos(offset);
        return {
            ...(file !== undefined && { file }),
            line: Math.max(1, line),
            column: Math.max(1, col),
        };
    };
}
/** What YAML can say and JSON cannot, or not exactly; and keys that stand twice. */
function notJson(yaml, document, placeAt) {
    const problems = [];
    const report = (node, message) => {
        if (problems.length < mostProblems) {
            problems.push({ message, place: placeAt(node?.range?.[0] ?? 0) });
        }
    };
    const tooNested = (node, ancestors) => {
        if (ancestors.filter(yaml.isCollection).length < deepest)
            return;
        report(node, tooDeep);
        return yaml.visit.SKIP;
    };
    // The library's own search for an anchor goes through the whole document, for every alias.
    const anchors = new Map();
    const remember = (node) => {
        if (node.anchor !== undefined)
            anchors.set(node.anchor, node);
    };
    let aliases = 0;
    yaml.visit(document, {
        Alias(_, alias, ancestors) {
            aliases += 1;
            if (aliases > mostAliasesWritten) {
                report(alias, tooManyAliases);
                return yaml.visit.BREAK;
            }
            const target = anchors.get(alias.source);
            if (ancestors.some((ancestor) => ancestor === target)) {
                report(alias, `\`*${alias.source}\` stands inside what it repeats. Write the values out.`);
            }
            return undefined;
        },
        Seq(_, list, ancestors) {
            remember(list);
            return tooNested(list, ancestors);
        },
        Map(_, map, ancestors) {
            remember(map);
            const seen = new Set();
            for (const { key } of map.items) {
                if (!yaml.isScalar(key)) {
                    report(key, 'A key has to be text. Put it in quotes.');
                    continue;
                }
                const name = keyOf(yaml, key);
                if (name === '<<')
                    report(key, 'YAML 1.2 has no merge key `<<`. Write the values out.');
                else if (seen.has(name))
                    report(key, `\`${name}\` stands twice in this mapping. Keep one of them.`);
                seen.add(name);
            }
            return tooNested(map, ancestors);
        },
        Scalar(_, scalar) {
            remember(scalar);
            const { value, source = String(value), range } = scalar;
            if (typeof value !== 'number')
                return;
            if (!Number.isFinite(value)) {
                report({ range }, `${source} is no number that JSON has. Quote it if the model takes text.`);
            }
            else if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
                report({ range }, `${source} is too large to be sent exactly. Quote it if the model takes text.`);
            }
        },
    });
    return problems;
}
function locate(yaml, document, path, placeAt) {
    let node = document.contents;
    let start = node?.range?.[0];
    for (const step of path) {
        if (yaml.isAlias(node))
            node = node.resolve(document);
        if (yaml.isMap(node)) {
            const pair = node.items.find(({ key }) => keyOf(yaml, key) === String(step));
            if (!pair)
                return start === undefined ? undefined : placeAt(start);
            start = pair.key.range?.[0];
            node = pair.value;
        }
        else if (yaml.isSeq(node)) {
            node = node.items[Number(step)];
            start = node?.range?.[0] ?? start;
        }
        else
            return start === undefined ? undefined : placeAt(start);
    }
    return start === undefined ? undefined : placeAt(start);
}
function keyOf(yaml, key) {
    // A key that is a mapping is refused; as text it may be endless.
    const name = yaml.isScalar(key) ? key.value : undefined;
    return typeof name === 'string' || typeof name === 'number' || typeof name === 'boolean'
        ? String(name)
        : '';
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __nccwpck_require__(4758);
;// CONCATENATED MODULE: ./src/inputs/workspace.ts



const largestFile = 1024 * 1024;
/** A text file of the workspace. `file` is its path with `/`, as an annotation wants it. Throws InputError. */
async function readText(path, input, { workspace }) {
    const wrong = (why) => new errors/* InputError */.dz(`Input \`${input}\`: ${path} ${why}.`);
    const absolute = (0,external_node_path_.resolve)(workspace, path);
    let real;
    try {
        real = await (0,promises_.realpath)(absolute);
    }
    catch {
        throw wrong('is not in the workspace. Check the path, and that actions/checkout ran before this step');
    }
    const away = (0,external_node_path_.relative)(await (0,promises_.realpath)(workspace), real);
    if ((0,external_node_path_.isAbsolute)(away) || away.split(external_node_path_.sep)[0] === '..') {
        throw wrong('is outside the workspace. Move it into the repository');
    }
    const found = await (0,promises_.stat)(real);
    if (found.isDirectory())
        throw wrong('is a folder. Give the path of the file in it');
    if (!found.isFile())
        throw wrong('is not a file. Give the path of one');
    const { size } = found;
    if (size > largestFile)
        throw wrong(`has ${size} bytes; at most ${largestFile} are read. Split it`);
    const bytes = await (0,promises_.readFile)(real).catch((error) => {
        throw wrong(`cannot be read (${(0,errors/* messageOf */.bD)(error)})`);
    });
    try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        return { text, file: (0,external_node_path_.relative)(workspace, absolute).split(external_node_path_.sep).join('/') };
    }
    catch {
        throw wrong('is not UTF-8 text');
    }
}

// EXTERNAL MODULE: ./src/base/findings.ts
var base_findings = __nccwpck_require__(5475);
// EXTERNAL MODULE: ./src/base/filename.ts
var filename = __nccwpck_require__(3148);
;// CONCATENATED MODULE: ./src/manifest/matrix.ts

/** The most legs that one matrix makes; a workflow's matrix has the same limit. */
const mostCombinations = 256;
/**
 * The legs of a matrix as a workflow has them: every value with every other, the first key changing last; without what
 * `exclude` matches; `include` extends the legs it changes no original value of, or else adds one. Undefined when there
 * would be more than 256. Takes lists of values by key, and lists of mappings as `include` and `exclude`.
 */
function combinationsOf(matrix) {
    const { include = [], exclude = [], ...axes } = matrix;
    const keys = Object.keys(axes);
    const total = Object.values(axes).reduce((product, { length }) => product * length, 1);
    if (total > mostCombinations || include.length > mostCombinations)
        return undefined;
    const crossed = keys.reduce((legs, key) => legs.flatMap((leg) => (axes[key] ?? []).map((value) => ({ ...leg, [key]: value }))), keys.length === 0 ? [] : [{}]);
    const excluded = exclude.filter(json/* isRecord */.u);
    const kept = crossed.filter((leg) => !excluded.some((pattern) => agrees(leg, pattern)));
    const added = [];
    const extended = kept.map((leg) => ({ ...leg }));
    for (const extra of include.filter(json/* isRecord */.u)) {
        const original = Object.fromEntries(Object.entries(extra).filter(([key]) => keys.includes(key)));
        const hits = kept.flatMap((leg, i) => (agrees(leg, original) ? [i] : []));
        const beside = Object.entries(extra).filter(([key]) => !keys.includes(key));
        for (const i of hits)
            Object.assign(extended[i] ?? {}, Object.fromEntries(beside));
        if (hits.length === 0)
            added.push({ ...extra });
    }
    const legs = [...extended, ...added];
    return legs.length > mostCombinations ? undefined : legs;
}
function agrees(leg, pattern) {
    return Object.entries(pattern).every(([key, value]) => fits(leg[key], value));
}
/** As the runner compares: what the pattern has, leaf by leaf, by the language's own `==`. */
function fits(value, pattern) {
    if (Array.isArray(pattern)) {
        return Array.isArray(value) && pattern.every((each, i) => fits(value[i], each));
    }
    if ((0,json/* isRecord */.u)(pattern))
        return (0,json/* isRecord */.u)(value) && agrees(value, pattern);
    if (typeof value === 'object' && value !== null)
        return false;
    if (typeof value === 'string' && typeof pattern === 'string') {
        return value.toUpperCase() === pattern.toUpperCase();
    }
    return typeof value === typeof pattern ? value === pattern : numberOf(value) === numberOf(pattern);
}
function numberOf(value) {
    return value === undefined ? NaN : Number(value);
}

// EXTERNAL MODULE: ./src/documents/schema.ts
var schema = __nccwpck_require__(5147);
// EXTERNAL MODULE: ./src/base/suggest.ts
var suggest = __nccwpck_require__(2371);
;// CONCATENATED MODULE: ./src/manifest/load.ts

















/**
 * What a result may look like, before there is one: as many assets as `child` asks for by number, or the parent's params
 * seem to ask for. `id` and `kind` (`image`, `video`, …) stand in every URL.
 */
function standIn(child, id, kind = 'file', parent) {
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
            const url = `https://${standInHost}/${kind}/${id}-${i + 1}${endings[kind] ?? ''}`;
            return { type: kind, url, thumbnail_url: `${url}-thumbnail` };
        }),
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
const endings = { image: '.png', video: '.mp4', audio: '.mp3' };
/** No host can have this name. */
const standInHost = 'not-made-yet.invalid';
/** Reads what the step asks for. Throws InputError when a file cannot be read at all. */
async function loadGenerations(source, exposed) {
    if (source.kind === 'manifest')
        return loadManifest(source.file, exposed);
    const { model } = source;
    const name = source.name ?? model;
    const isFile = 'file' in source.params;
    const { text, file } = 'file' in source.params
        ? await readText(source.params.file, 'params-file', exposed.context)
        : { text: source.params.text, file: undefined };
    const { value, problems, locate } = await parseMapping(text, file, 'prompt: A red kite');
    // Inline, the runner has evaluated them already, and what it put in is not ours to evaluate.
    const filler = isFile ? await fillerFor(text, exposed) : undefined;
    const filled = filler?.fill(value, [], {}) ?? { value, problems: [] };
    const params = filled.value;
    return {
        generations: [{ name, model, params, locate, ...unchained(params) }],
        findings: [
            ...problems.map((each) => ({ severity: 'error', generation: name, ...each })),
            ...filled.problems.map((each) => findingOf(each, name, locate)),
        ],
    };
}
/** What a generation is that waits for no other. */
function unchained(params) {
    return { parents: [], resolve: () => ({ params, problems: [] }) };
}
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
/** The most text that the expressions of one file may give. */
const mostText = 20_000_000;
const tooMuchText = 'The expressions of this file give more than 20 million characters. Split the file.';
/** The language takes time to load, and most files do without. */
async function fillerFor(text, exposed) {
    return text.includes('${{')
        ? new Filler(await Promise.all(/* import() */[__nccwpck_require__.e(39), __nccwpck_require__.e(437)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1437)), exposed)
        : undefined;
}
/** Puts values in the place of expressions. */
class Filler {
    #language;
    #exposed;
    #base;
    #left = mostText;
    /** Whether there was room for what waited for results, as it was first found. */
    #fits = new Map();
    constructor(language, exposed) {
        this.#language = language;
        this.#exposed = exposed;
        const { github } = exposed.context;
        this.#base = { github: language.dataOf(github), env: language.dataOf(exposed.env) };
    }
    /**
     * A copy of `value` in which every text is evaluated, and no key. `path` leads to it. With `combination`, the context
     * `matrix` is there, and `keys` are those of the whole matrix; with `chained`, `generations` is.
     */
    fill(value, path, { combination, keys = [], chained = false }) {
        const problems = [];
        const pending = [];
        const contexts = {
            ...this.#base,
            ...(combination && { matrix: this.#language.dataOf(combination) }),
            ...(chained && { generations: this.#language.dataOf({}) }),
        };
        const copy = (each, at) => {
            if (Array.isArray(each))
                return each.map((item, i) => copy(item, [...at, i]));
            if ((0,json/* isRecord */.u)(each)) {
                const entries = Object.entries(each).map(([key, item]) => [key, copy(item, [...at, key])]);
                return Object.fromEntries(entries);
            }
            if (typeof each !== 'string' || !this.#language.hasExpression(each))
                return each;
            try {
                const template = this.#language.readTemplate(each, contexts);
                const parents = this.#parentsOf(template, keys);
                if (parents.length > 0) {
                    pending.push({ path: at, template, parents });
                    return each;
                }
                const { value: result, problems: found } = this.#evaluate(template, contexts, at);
                if (typeof result === 'string' && !this.#hasRoomFor(result.length)) {
                    throw new Error(tooMuchText);
                }
                problems.push(...found);
                return result;
            }
            catch (error) {
                problems.push({ severity: 'error', path: at, message: (0,errors/* messageOf */.bD)(error) });
                return each;
            }
        };
        return { value: copy(value, path), problems, pending };
    }
    /** The same values once the results that they waited for are there. `value` is not changed. */
    complete(filled, { combination }, of) {
        const { value, pending } = filled;
        const problems = [];
        let length = 0;
        const params = structuredClone(value);
        for (const { path, template, parents } of pending) {
            const results = Object.fromEntries(parents.map(({ written, name }) => [written, of(name)]));
            const contexts = {
                ...this.#base,
                matrix: this.#language.dataOf(combination),
                generations: this.#language.dataOf(results),
            };
            try {
                const { value: result, problems: found } = this.#evaluate(template, contexts, path);
                problems.push(...found);
                put(params, path, result);
                if (typeof result === 'string')
                    length += result.length;
            }
            catch (error) {
                problems.push({ severity: 'error', path, message: (0,errors/* messageOf */.bD)(error) });
            }
        }
        // Counted once, before anything is spent: what is resolved again with a result must not be refused for it.
        if (!this.#fits.has(filled))
            this.#fits.set(filled, this.#hasRoomFor(length));
        const [first] = pending;
        if (first && this.#fits.get(filled) === false) {
            problems.push({ severity: 'error', path: first.path, message: tooMuchText });
        }
        return { params, problems };
    }
    #hasRoomFor(length) {
        this.#left -= length;
        return this.#left >= 0;
    }
    #evaluate(template, contexts, path) {
        const { value, empty } = template.evaluate(contexts);
        const event = this.#exposed.context.github['event_name'];
        const on = typeof event === 'string' ? ` on this \`${event}\` event` : '';
        const problems = empty.map((source) => {
            if (/\bgenerations\b/i.test(source)) {
                const message = `\`\${{ ${source} }}\` is not in that result, which has \`task_id\`, \`credits_used\`, \`assets[0].url\`, \`assets[0].thumbnail_url\` and so on, as in the output \`results\`. Where it may be empty, write \`|| ''\` into it.`;
                return { severity: 'error', path, message };
            }
            const message = `\`\${{ ${source} }}\` comes out empty${on}. Where that is meant, write \`|| ''\` into it.`;
            return { severity: 'warning', path, message };
        });
        return { value, problems };
    }
    /** The keys of a matrix that a text does not use. */
    unusedKeys(text, { combination, keys }) {
        const contexts = { ...this.#base, matrix: this.#language.dataOf(combination) };
        try {
            const { uses } = this.#language.readTemplate(text, contexts);
            const used = uses.filter(({ context }) => context === 'matrix');
            if (used.some(({ property }) => property === undefined))
                return [];
            return keys.filter((key) => !used.some(({ property = '' }) => exposes([key], property)));
        }
        catch {
            return [];
        }
    }
    /** The generations it waits for. Throws for what a file may not use. */
    #parentsOf({ uses }, keys) {
        const env = Object.keys(this.#exposed.env);
        return uses.flatMap(({ context, property }) => {
            const name = property?.toLowerCase() ?? '';
            if (context === 'github' && name === 'token') {
                throw new Error('`github.token` is not given to files: they could send it away. Remove it.');
            }
            if (context === 'env' && property !== undefined && !exposes(env, property)) {
                throw new Error(`\`env.${property}\` is not given to files. If it is no secret, list it in the input \`expose-env\`: \`expose-env: ${property}\`.`);
            }
            if (context === 'matrix' && property !== undefined && !exposes(keys, property)) {
                throw new Error(`There is no \`matrix.${property}\` here.${(0,suggest/* didYouMean */.a)(property, keys)}`);
            }
            if (context !== 'generations')
                return [];
            if (property === undefined) {
                throw new Error('Name the generation whose result is meant, like `generations.NAME.assets[0].url`.');
            }
            return [{ written: property, name: (0,filename/* fileName */.Md)(property) }];
        });
    }
}
function exposes(names, name) {
    return names.some((each) => each.toLowerCase() === name.toLowerCase());
}
function put(params, path, value) {
    let inside = params;
    for (const step of path.slice(0, -1))
        inside = inside[step];
    inside[path.at(-1) ?? ''] = value;
}
/** The most generations of one manifest. */
const mostGenerations = 5000;
async function loadManifest(path, exposed) {
    const { text, file } = await readText(path, 'manifest', exposed.context);
    const document = await parseMapping(text, file, 'generations: [{ model: nano-banana-2 }]');
    if (document.problems.length > 0) {
        const findings = document.problems.map((each) => ({ severity: 'error', ...each }));
        return { generations: [], findings };
    }
    const mismatches = await (0,schema/* checkShape */.eA)(document.value, manifest_schema_namespaceObject, 'a manifest');
    const findings = mismatches.map((each) => findingOf(each, undefined, document.locate));
    const broken = new Set(mismatches
        .filter(({ stray }) => stray !== true)
        .map(({ path: [top, entry] }) => top === 'generations' && entry !== undefined ? Number(entry) : undefined));
    const { generations, defaults = {} } = document.value;
    if (broken.has(undefined))
        return { generations: [], findings };
    const filler = await fillerFor(text, exposed);
    const drafts = [];
    for (const [i, entry] of generations.entries()) {
        if (broken.has(i) || !(0,json/* isRecord */.u)(entry))
            continue;
        const legs = legsOf(entry, i, filler, document);
        findings.push(...legs.findings);
        const made = legs.scopes.map((scope) => draftOf(entry, i, scope, defaults, filler, document));
        const isUnique = new Set(made.map(({ name }) => name.toLowerCase())).size === made.length;
        drafts.push(...made.map((each) => (isUnique ? each : { ...each, name: each.longName })));
        if (drafts.length > mostGenerations) {
            const message = `This makes more than ${mostGenerations} generations. Split the file.`;
            const place = document.locate(['generations', i]);
            findings.push({ severity: 'error', message, ...(place && { place }) });
            return { generations: [], findings: (0,base_findings/* distinct */.d)(findings) };
        }
    }
    const named = withNames(drafts, document);
    findings.push(...named.findings);
    const names = new Map(named.drafts.map(({ name }) => [name.toLowerCase(), name]));
    const asked = named.drafts.map((draft) => generationOf(draft, names, filler));
    for (const [i, { name }] of asked.entries()) {
        const draft = named.drafts[i];
        if (!draft)
            continue;
        findings.push(...draft.findings.map((each) => ({ ...each, generation: name })));
        findings.push(...draft.filled.problems.map((each) => findingOf(each, name, draft.locate)));
    }
    findings.push(...chainFindings(named.drafts, asked, broken.size === 0 ? names : undefined));
    return { generations: asked, findings };
}
function legsOf({ matrix }, entry, filler, { locate }) {
    if (matrix === undefined)
        return { scopes: [{ combination: {}, keys: [], axes: [] }], findings: [] };
    const at = ['generations', entry, 'matrix'];
    const { value, problems } = filler?.fill(matrix, at, {}) ?? { value: matrix, problems: [] };
    const findings = problems.map((each) => findingOf(each, undefined, locate));
    const isWrong = () => findings.some(({ severity }) => severity === 'error');
    const refuse = (path, message) => {
        findings.push(findingOf({ severity: 'error', path, message }, undefined, locate));
        return { scopes: [], findings };
    };
    if (isWrong())
        return { scopes: [], findings };
    if (!(0,json/* isRecord */.u)(value))
        return refuse(at, '`matrix` takes a mapping of names to lists of values.');
    for (const [key, list] of Object.entries(value)) {
        const legs = key === 'include' || key === 'exclude';
        if (!Array.isArray(list) || (legs && !list.every(json/* isRecord */.u))) {
            const takes = legs ? 'a list of mappings' : 'a list of values';
            refuse([...at, key], `\`${key}\` in a matrix takes ${takes}.`);
        }
        else if (list.length === 0 && !legs) {
            refuse([...at, key], `\`${key}\` has no values, so this generates nothing. Add one, or remove the generation.`);
        }
    }
    if (isWrong())
        return { scopes: [], findings };
    const axes = Object.keys(value).filter((key) => key !== 'include' && key !== 'exclude');
    for (const [i, pattern] of (Array.isArray(value['exclude']) ? value['exclude'] : []).entries()) {
        for (const stranger of Object.keys(pattern).filter((key) => !axes.includes(key))) {
            const message = `\`exclude\` names \`${stranger}\`, and this matrix has no such key.${(0,suggest/* didYouMean */.a)(stranger, axes)}`;
            refuse([...at, 'exclude', i, stranger], message);
        }
    }
    if (isWrong())
        return { scopes: [], findings };
    const combinations = combinationsOf(value);
    if (!combinations) {
        const message = `This matrix makes more than ${mostCombinations} combinations. Split this generation in two.`;
        return refuse(at, message);
    }
    if (combinations.length === 0) {
        const why = axes.length === 0 ? 'has no values' : 'has nothing left by `exclude`';
        return refuse(at, `This matrix ${why}, so it generates nothing.`);
    }
    const keys = [...new Set(combinations.flatMap((each) => Object.keys(each)))];
    return { scopes: combinations.map((combination) => ({ combination, keys, axes })), findings };
}
function draftOf(written, entry, scope, defaults, filler, document) {
    const at = ['generations', entry];
    const findings = [];
    const refuse = (path, message) => {
        findings.push(findingOf({ severity: 'error', path, message }, undefined, document.locate));
    };
    const evaluated = (value, path) => {
        const filled = filler?.fill(value, path, scope);
        for (const each of filled?.problems ?? [])
            findings.push(findingOf(each, undefined, document.locate));
        return filled ? filled.value : value;
    };
    const modelAt = written.model === undefined ? ['defaults', 'model'] : [...at, 'model'];
    const modelWritten = written.model ?? defaults.model;
    const model = modelWritten === undefined ? undefined : evaluated(modelWritten, modelAt);
    if (model === undefined) {
        refuse(at, 'This generation has no `model`. Name one here, or for all in `defaults`.');
    }
    else if (typeof model !== 'string' || model.trim() === '') {
        refuse(modelAt, `\`model\` takes the name of a model, not ${brief(model)}.`);
    }
    const name = written.name === undefined ? textOf(model) : textOf(evaluated(written.name, [...at, 'name']));
    if (written.name !== undefined && !/[A-Za-z0-9]/.test(name)) {
        const message = `A name needs at least one letter or digit of A-Z, a-z and 0-9, because files are called so. This one is ${brief(name)}.`;
        refuse([...at, 'name'], message);
    }
    const unused = filler?.unusedKeys(written.name ?? modelWritten ?? '', scope);
    const missing = unused ?? Object.keys(scope.combination);
    const withValues = (keys) => (0,filename/* fileName */.Md)([name, ...keys.flatMap((key) => textOf(scope.combination[key]) || [])].join('-'));
    const params = (value, path) => {
        if (typeof value !== 'string')
            return filler?.fill(value ?? {}, [], { ...scope, chained: true });
        const given = evaluated(value, path);
        if ((0,json/* isRecord */.u)(given))
            return { ...nothingToFill, value: given };
        refuse(path, `\`params\` takes a mapping of names to values, not ${brief(given)}.`);
        return nothingToFill;
    };
    const ownAt = written.params === undefined ? at : [...at, 'params'];
    const own = params(written.params, ownAt) ?? { ...nothingToFill, value: written.params ?? {} };
    const commonAt = ['defaults', 'params'];
    const common = params(defaults.params, commonAt) ?? {
        ...nothingToFill,
        value: defaults.params ?? {},
    };
    const [over, under] = [own.value, common.value];
    const isUnder = (path) => !Object.hasOwn(over, String(path[0])) && Object.hasOwn(under, String(path[0]));
    const showing = (all) => all.filter(({ path }) => isUnder(path));
    return {
        entry,
        name: withValues(missing.filter((key) => scope.axes.includes(key))),
        longName: withValues(missing),
        unnamed: written.name === undefined,
        model: textOf(model),
        modelAt: document.locate(modelAt),
        filled: {
            value: { ...under, ...over },
            problems: [...own.problems, ...showing(common.problems)],
            pending: [...own.pending, ...showing(common.pending)],
        },
        scope,
        findings,
        locate: (path) => {
            const [where, value] = isUnder(path) ? [commonAt, defaults.params] : [ownAt, written.params];
            return document.locate(typeof value === 'object' ? [...where, ...path] : where);
        },
    };
}
const nothingToFill = { value: {}, problems: [], pending: [] };
function textOf(value) {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? String(value).trim()
        : '';
}
function brief(value) {
    const json = JSON.stringify(value);
    return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
/** Names given are kept, and have to be unique whatever their case; others get a number where they are taken. */
function withNames(drafts, { locate }) {
    const findings = [];
    const taken = new Map();
    for (const draft of drafts.filter(({ unnamed }) => !unnamed)) {
        const earlier = taken.get(draft.name.toLowerCase());
        taken.set(draft.name.toLowerCase(), earlier ?? draft);
        if (!earlier)
            continue;
        const line = locate(['generations', earlier.entry, 'name'])?.line;
        const cure = earlier.entry === draft.entry
            ? 'Put a value of the matrix into the name that tells them apart.'
            : `The one of line ${line ?? '?'} has it already. Rename one of them.`;
        const message = `Two generations would be named \`${draft.name}\`. ${cure}`;
        const path = ['generations', draft.entry, 'name'];
        findings.push(findingOf({ severity: 'error', path, message }, undefined, locate));
    }
    const named = drafts.map((draft) => {
        if (!draft.unnamed)
            return draft;
        const name = (0,filename/* firstFree */.$K)(draft.name, (each) => !taken.has(each.toLowerCase()));
        taken.set(name.toLowerCase(), draft);
        return { ...draft, name };
    });
    return { drafts: named, findings };
}
function generationOf(draft, names, filler) {
    const { name, model, modelAt, filled, scope, locate } = draft;
    const params = filled.value;
    const told = { name, model, modelAt, params, locate };
    if (!filler || filled.pending.length === 0)
        return { ...told, ...unchained(params) };
    const actual = (parent) => names.get(parent.toLowerCase()) ?? parent;
    return {
        ...told,
        parents: [...new Set(parentsIn(draft).map(actual))],
        resolve: (of) => filler.complete(filled, scope, (parent) => of(actual(parent))),
    };
}
function parentsIn({ filled }) {
    return filled.pending.flatMap(({ parents }) => parents.map(({ name }) => name));
}
/**
 * Results of generations that there are not, and generations that wait for themselves. `names` are all there are; undefined
 * when some cannot be read.
 */
function chainFindings(drafts, asked, names) {
    const looped = new Set((0,graph/* inCycles */.LP)(asked));
    return drafts.flatMap((draft, i) => {
        const generation = asked[i];
        if (!generation)
            return [];
        const unknown = draft.filled.pending.flatMap(({ path, parents }) => parents
            .filter(({ name }) => names?.has(name.toLowerCase()) === false)
            .map(({ written }) => ({
            path,
            message: `There is no generation \`${written}\` in this file.${(0,suggest/* didYouMean */.a)(written, [...(names?.values() ?? [])])}`,
        })));
        const [first] = draft.filled.pending;
        const others = generation.parents.filter((parent) => parent !== generation.name);
        const circle = others.length === 0 ? 'itself' : `\`${others.join('`, `')}\``;
        const cycle = first && looped.has(generation)
            ? [
                {
                    path: first.path,
                    message: `\`${generation.name}\` waits for ${circle}${others.length === 0 ? '' : ', which waits for it'}: nobody could start. Break the circle.`,
                },
            ]
            : [];
        return [...unknown, ...cycle].map((each) => findingOf({ severity: 'error', ...each }, generation.name, generation.locate));
    });
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
/* harmony import */ var _manifest_load_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8034);
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
        const { params } = generation.resolve((parent) => (0,_manifest_load_js__WEBPACK_IMPORTED_MODULE_2__/* .standIn */ .us)(generation, alone.get(parent) ?? ''));
        const content = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .canonical */ .$)([model, params]);
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
    const { tasks, pending, runs } = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u)(parsed) && parsed['scope'] === scope ? parsed : {};
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u)(tasks) || !(0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u)(pending))
        throw new Error('the cache entry is not ours');
    const ids = (entries) => Object.fromEntries(Object.entries(entries).filter((entry) => idPattern.test(String(entry[1]))));
    return {
        tasks: ids(tasks),
        runs: ids((0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u)(runs) ? runs : {}),
        pending: Object.fromEntries(Object.entries(pending).flatMap(([attempt, each]) => {
            const left = pendingIn(each);
            return left ? [[attempt, left]] : [];
        })),
    };
}
function pendingIn(value) {
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u)(value))
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
/* harmony export */   b: () => (/* binding */ openStep),
/* harmony export */   u: () => (/* binding */ readBalance)
/* harmony export */ });
/* harmony import */ var _api_creatify_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6703);
/* harmony import */ var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8028);
/* harmony import */ var _reuse_ledger_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(403);



const userAgent = 'creatify-asset-generator-action';
const balancePatience = 10_000;
/** The account's credits, or why they cannot be read. Never rejects. */
async function readBalance(api, signal) {
    return api.remainingCredits({ ms: balancePatience, signal }).catch((error) => {
        return error instanceof Error ? error : new Error(String(error));
    });
}
/**
 * Reads the inputs and sends the first request, so that the answer is on its way while the toolkit loads: this module and
 * what it imports stay light. Never throws and logs nothing.
 */
function openStep(context, signal) {
    const told = { secrets: (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readSecrets */ .ql)(), summary: (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readSummary */ .L_)() };
    try {
        const value = (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readInputs */ .Ko)(context.workspace);
        const { credentials, apiUrl, webhookUrl, source, reuse } = value;
        const api = credentials && (0,_api_creatify_js__WEBPACK_IMPORTED_MODULE_0__/* .creatify */ .A)(apiUrl, credentials, userAgent, webhookUrl);
        const creates = (source.kind === 'generation' || source.kind === 'manifest') && !(0,_reuse_ledger_js__WEBPACK_IMPORTED_MODULE_2__/* .mayRecall */ .Bz)(reuse, context);
        const balance = api && creates ? readBalance(api, signal) : undefined;
        return { ...told, inputs: { value }, api, balance };
    }
    catch (error) {
        return { ...told, inputs: { error }, api: undefined, balance: undefined };
    }
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

/***/ }),

/***/ 9783:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ getProxyUrl)
/* harmony export */ });
/* unused harmony export checkBypass */
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map

/***/ }),

/***/ 4375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ ForceRetryError)
/* harmony export */ });
/* harmony import */ var _KyError_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3494);
/* harmony import */ var _NonError_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1653);


/**
Error used to signal a forced retry from `afterResponse` hooks.

This is thrown when `ky.retry()` is returned from an `afterResponse` hook. It is observable in `beforeRetry` and `beforeError` hooks via the `isForceRetryError()` type guard.
*/
class ForceRetryError extends _KyError_js__WEBPACK_IMPORTED_MODULE_0__/* .KyError */ .V {
    name = 'ForceRetryError';
    customDelay;
    code;
    customRequest;
    constructor(options) {
        // Runtime protection: wrap non-Error causes in NonError
        // TypeScript type is Error for guidance, but JS users can pass anything
        const cause = options?.cause
            ? (options.cause instanceof Error ? options.cause : new _NonError_js__WEBPACK_IMPORTED_MODULE_1__/* .NonError */ .C(options.cause))
            : undefined;
        super(options?.code ? `Forced retry: ${options.code}` : 'Forced retry', cause ? { cause } : undefined);
        this.customDelay = options?.delay;
        this.code = options?.code;
        this.customRequest = options?.request;
    }
}
//# sourceMappingURL=ForceRetryError.js.map

/***/ }),

/***/ 9010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ HTTPError)
/* harmony export */ });
/* harmony import */ var _KyError_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3494);

/**
Error thrown when the response has a non-2xx status code and `throwHttpErrors` is enabled.

The error has a `response` property with the `Response` object, a `request` property with the `Request` object, an `options` property with the normalized options (either passed to `ky` when creating an instance with `ky.create()` or directly when performing the request), and a `data` property with the pre-parsed response body. For JSON responses (based on `Content-Type`), the body is parsed using the `parseJson` option if set, or `JSON.parse` by default. For other content types, it is set as plain text. If the body is empty, unreadable, too large, parsing fails, or the error-data read/parse timeout is reached, `data` will be `undefined`. To avoid hanging or excessive buffering, `error.data` body reads and async JSON parsing are bounded by the request timeout (or 10 seconds when `timeout` is disabled), any remaining `totalTimeout` budget, and a 10 MiB response body size limit. If `totalTimeout` expires while populating `error.data`, Ky throws `TimeoutError` instead of `HTTPError`. The `data` property is populated before `beforeError` hooks run, so hooks can access it.

The response body is automatically consumed when populating `error.data`, so `error.response.json()` and other body methods will not work. Use `error.data` instead. The `error.response` object is still available for headers, status, etc.

Be aware that some types of errors, such as network errors, inherently mean that a response was not received. In that case, the error will be an instance of `NetworkError` instead of `HTTPError` and will not contain a `response` property.
*/
class HTTPError extends _KyError_js__WEBPACK_IMPORTED_MODULE_0__/* .KyError */ .V {
    name = 'HTTPError';
    response;
    request;
    options;
    data;
    constructor(response, request, options) {
        const code = (response.status || response.status === 0) ? response.status : '';
        const title = response.statusText ?? '';
        const status = `${code} ${title}`.trim();
        const reason = status ? `status code ${status}` : 'an unknown error';
        super(`Request failed with ${reason}: ${request.method} ${request.url}`);
        this.response = response;
        this.request = request;
        this.options = options;
    }
}
//# sourceMappingURL=HTTPError.js.map

/***/ }),

/***/ 3494:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ KyError)
/* harmony export */ });
/**
Base class for all Ky-specific errors. `HTTPError`, `NetworkError`, `TimeoutError`, and `ForceRetryError` extend this class.

You can use `instanceof KyError` to check if an error originated from Ky, or use the `isKyError()` type guard for cross-realm compatibility and TypeScript type narrowing.

Note: `SchemaValidationError` is intentionally not considered a Ky error. `KyError` covers failures in Ky's HTTP lifecycle (bad status, timeout, retry), while schema validation errors originate from the user-provided schema, not from Ky itself.
*/
class KyError extends Error {
    name = 'KyError';
    get isKyError() {
        return true;
    }
}
//# sourceMappingURL=KyError.js.map

/***/ }),

/***/ 3602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ NetworkError)
/* harmony export */ });
/* harmony import */ var _KyError_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3494);

/**
Error thrown when a network error occurs during the request (e.g., DNS failure, connection refused, offline). It has a `request` property with the `Request` object. The original error is available via the standard `cause` property.

Network errors are automatically retried (for retriable methods).

Note: Network errors are detected using runtime-specific heuristics. Unrecognized runtimes may produce errors that are not wrapped in `NetworkError`. Use the `shouldRetry` option to handle such cases.
*/
class NetworkError extends _KyError_js__WEBPACK_IMPORTED_MODULE_0__/* .KyError */ .V {
    name = 'NetworkError';
    request;
    constructor(request, options) {
        super(`Request failed due to a network error: ${request.method} ${request.url}`, options);
        this.request = request;
    }
}
//# sourceMappingURL=NetworkError.js.map

/***/ }),

/***/ 1653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ NonError)
/* harmony export */ });
/**
Wrapper for non-Error values that were thrown.

In JavaScript, any value can be thrown (not just Error instances). This class wraps such values to ensure consistent error handling.
*/
class NonError extends Error {
    name = 'NonError';
    value;
    constructor(value) {
        let message = 'Non-error value was thrown';
        // Intentionally minimal as this error is just an edge-case.
        try {
            if (typeof value === 'string') {
                message = value;
            }
            else if (value && typeof value === 'object' && 'message' in value && typeof value.message === 'string') {
                message = value.message;
            }
        }
        catch {
            // Use default message if accessing properties throws
        }
        super(message);
        this.value = value;
    }
}
//# sourceMappingURL=NonError.js.map

/***/ }),

/***/ 1625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ TimeoutError)
/* harmony export */ });
/* harmony import */ var _KyError_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3494);

/**
Error thrown when the request times out. It has a `request` property with the `Request` object.
*/
class TimeoutError extends _KyError_js__WEBPACK_IMPORTED_MODULE_0__/* .KyError */ .V {
    name = 'TimeoutError';
    request;
    constructor(request) {
        super(`Request timed out: ${request.method} ${request.url}`);
        this.request = request;
    }
}
//# sourceMappingURL=TimeoutError.js.map

/***/ }),

/***/ 3201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P1: () => (/* binding */ isKyError),
/* harmony export */   TX: () => (/* binding */ isNetworkError),
/* harmony export */   c8: () => (/* binding */ isTimeoutError),
/* harmony export */   nr: () => (/* binding */ isHTTPError)
/* harmony export */ });
/* unused harmony export isForceRetryError */
/* harmony import */ var _errors_HTTPError_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9010);
/* harmony import */ var _errors_NetworkError_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3602);
/* harmony import */ var _errors_TimeoutError_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1625);
/* harmony import */ var _errors_ForceRetryError_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4375);




// Handles cross-realm cases (e.g., iframes, different JS contexts) where `instanceof` fails.
const isErrorType = (error, cls) => error instanceof cls || error?.name === cls.name;
/**
Type guard to check if an error is a `KyError`.

Note: `SchemaValidationError` is intentionally not considered a Ky error. `KyError` covers failures in Ky's HTTP lifecycle (bad status, timeout, retry), while schema validation errors originate from the user-provided schema, not from Ky itself.

@param error - The error to check
@returns `true` if the error is a Ky error, `false` otherwise

@example
```
import ky, {isKyError} from 'ky';
try {
    const response = await ky.get('/api/data');
} catch (error) {
    if (isKyError(error)) {
        // Handle Ky-specific errors
        console.log('Ky error occurred:', error.message);
    } else {
        // Handle other errors
        console.log('Unknown error:', error);
    }
}
```
*/
function isKyError(error) {
    return error?.isKyError === true || isHTTPError(error) || isNetworkError(error) || isTimeoutError(error) || isForceRetryError(error);
}
/**
Type guard to check if an error is an `HTTPError`.

@param error - The error to check
@returns `true` if the error is an `HTTPError`, `false` otherwise

@example
```
import ky, {isHTTPError} from 'ky';
try {
    const response = await ky.get('/api/data');
} catch (error) {
    if (isHTTPError(error)) {
        console.log('HTTP error status:', error.response.status);
    }
}
```
*/
function isHTTPError(error) {
    return isErrorType(error, _errors_HTTPError_js__WEBPACK_IMPORTED_MODULE_0__/* .HTTPError */ .H);
}
/**
Type guard to check if an error is a `NetworkError`.

@param error - The error to check
@returns `true` if the error is a `NetworkError`, `false` otherwise

@example
```
import ky, {isNetworkError} from 'ky';
try {
    const response = await ky.get('/api/data');
} catch (error) {
    if (isNetworkError(error)) {
        console.log('Network error:', error.request.url);
    }
}
```
*/
function isNetworkError(error) {
    return isErrorType(error, _errors_NetworkError_js__WEBPACK_IMPORTED_MODULE_1__/* .NetworkError */ .D);
}
/**
Type guard to check if an error is a `TimeoutError`.

@param error - The error to check
@returns `true` if the error is a `TimeoutError`, `false` otherwise

@example
```
import ky, {isTimeoutError} from 'ky';
try {
    const response = await ky.get('/api/data', { timeout: 1000 });
} catch (error) {
    if (isTimeoutError(error)) {
        console.log('Request timed out:', error.request.url);
    }
}
```
*/
function isTimeoutError(error) {
    return isErrorType(error, _errors_TimeoutError_js__WEBPACK_IMPORTED_MODULE_2__/* .TimeoutError */ .M);
}
/**
Type guard to check if an error is a `ForceRetryError`.

@param error - The error to check
@returns `true` if the error is a `ForceRetryError`, `false` otherwise

@example
```
import ky, {isForceRetryError} from 'ky';

const api = ky.extend({
    hooks: {
        beforeRetry: [
            ({error, retryCount}) => {
                if (isForceRetryError(error)) {
                    console.log(`Forced retry #${retryCount}: ${error.code}`);
                }
            }
        ]
    }
});
```
*/
function isForceRetryError(error) {
    return isErrorType(error, _errors_ForceRetryError_js__WEBPACK_IMPORTED_MODULE_3__/* .ForceRetryError */ .E);
}
//# sourceMappingURL=type-guards.js.map

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
