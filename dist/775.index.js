export const id = 775;
export const ids = [775];
export const modules = {

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

/***/ 775:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: ./src/apierror.ts
var apierror = __webpack_require__(7953);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(8877);
// EXTERNAL MODULE: external "node:vm"
var external_node_vm_ = __webpack_require__(714);
// EXTERNAL MODULE: ./src/errors.ts
var src_errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/http.ts + 13 modules
var http = __webpack_require__(6569);
;// CONCATENATED MODULE: ./src/download.ts









const stallCheck = 5000;
const longestStall = 120_000;
/**
 * Downloads and checks one file; a URL that answers 403, 404 or 410 is asked for anew, once. Throws for whatever keeps it
 * from being a whole image, video or audio file; nothing is left in the temp folder then.
 */
async function fetchAsset(asset, freshUrl, saving) {
    const sweeping = setInterval(sweeper(), sweepPause);
    const folder = (0,external_node_path_.join)(saving.temp, 'creatify-downloads');
    await (0,promises_.mkdir)(folder, { recursive: true });
    const temporary = (0,external_node_path_.join)(folder, (0,external_node_crypto_.randomUUID)());
    try {
        let { url } = asset;
        try {
            await download(url, temporary, saving.signal);
        }
        catch (error) {
            const status = statusOf(error);
            const newer = status === 403 || status === 404 || status === 410 ? await freshUrl() : undefined;
            if (newer === undefined)
                throw error;
            saving.log.info(`${url} answered ${status ?? ''}; the task was asked for a fresh URL.`);
            url = newer;
            await download(url, temporary, saving.signal);
        }
        const { size } = await (0,promises_.stat)(temporary);
        if (size === 0)
            throw new Error('the file is empty');
        return {
            temporary,
            url,
            bytes: size,
            sha256: await hash(temporary),
            ...(await mediaOf(temporary)),
        };
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true });
        throw error;
    }
    finally {
        clearInterval(sweeping);
    }
}
const sweepPause = 20;
const fewBuffers = 16 * 1024 * 1024;
/**
 * Frees read buffers soon after their use. V8 lets 64 MB of them gather before it looks, which would make the memory of a
 * large file 1.7 times that of a small one.
 */
function sweeper() {
    (0,external_node_v8_.setFlagsFromString)('--expose-gc');
    const collect = (0,external_node_vm_.runInNewContext)('gc');
    return () => {
        if (process.memoryUsage().external > fewBuffers)
            collect({ type: 'minor' });
    };
}
/** True when the server says that there is no such file any more. A 403 or trouble of any other kind does not say so. */
async function isGone(url, signal) {
    if (!(0,http/* webUrl */.qP)(url))
        return false;
    const { HttpClient } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 2779));
    try {
        const client = new HttpClient('', [], { socketTimeout: goneTimeout });
        const { message } = await (0,src_errors/* orAborted */.H6)(client.get(url), signal);
        message.destroy();
        return message.statusCode === 404 || message.statusCode === 410;
    }
    catch {
        return false;
    }
}
const goneTimeout = 10_000;
/** With the toolkit's own retries (three tries, 10 to 20 s apart) and proxies. No credentials go along. */
async function download(url, target, signal) {
    const parsed = (0,http/* webUrl */.qP)(url);
    if (!parsed)
        throw new Error('only https URLs without credentials are fetched');
    signal.throwIfAborted();
    const { downloadTool } = await Promise.all(/* import() */[__webpack_require__.e(88), __webpack_require__.e(805)]).then(__webpack_require__.bind(__webpack_require__, 9805));
    const gone = new AbortController();
    try {
        await Promise.race([
            downloadTool(parsed.href, target),
            stalled(target, AbortSignal.any([signal, gone.signal])),
        ]);
    }
    catch (error) {
        const status = statusOf(error);
        throw status === undefined
            ? error
            : Object.assign(new Error(`the server answered ${status}`), { status });
    }
    finally {
        gone.abort();
    }
}
function statusOf(error) {
    if (!(error instanceof Error))
        return undefined;
    const status = 'httpStatusCode' in error ? error.httpStatusCode : 'status' in error ? error.status : undefined;
    return typeof status === 'number' ? status : undefined;
}
/** Rejects when the signal aborts, or when no byte has come for two minutes: the toolkit's download can neither. */
async function stalled(target, signal) {
    return new Promise((_, reject) => {
        const stop = () => {
            clearInterval(timer);
            reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
        };
        let bytes = -1;
        let changed = performance.now();
        const look = async () => {
            const size = await (0,promises_.stat)(target).then((found) => found.size, () => 0);
            const now = performance.now();
            if (size !== bytes)
                changed = now;
            bytes = size;
            if (now - changed > longestStall)
                reject(new Error('no byte came for two minutes'));
        };
        const timer = setInterval(() => void look(), stallCheck);
        if (signal.aborted)
            stop();
        else
            signal.addEventListener('abort', stop, { once: true });
    });
}
async function hash(path) {
    const sha256 = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(path), sha256);
    return sha256.digest('hex');
}
/** The kind of file by its bytes alone. Throws for what is no image, video or audio. */
async function mediaOf(path) {
    const [{ FileTypeParser }, { detectXml }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(830), __webpack_require__.e(377)]).then(__webpack_require__.bind(__webpack_require__, 8377)),
        __webpack_require__.e(/* import() */ 663).then(__webpack_require__.bind(__webpack_require__, 4663)),
    ]);
    // A file that is cut short in its header makes the library throw.
    const type = await new FileTypeParser({ customDetectors: [detectXml] })
        .fromFile(path)
        .catch(() => undefined);
    if (type && /^(image|video|audio)\//.test(type.mime))
        return { ext: type.ext, media_type: type.mime };
    throw new Error(`the file is no image, video or audio but ${type?.mime ?? (await quote(path))}`);
}
async function quote(path) {
    const file = await (0,promises_.open)(path);
    try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(60), 0, 60, 0);
        return `starts with ${JSON.stringify(buffer.subarray(0, bytesRead).toString('latin1'))}`;
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./src/assets.ts




const downloadsAtOnce = 4;
/** Makes the function that turns an outcome into a result. It never rejects: what cannot be saved fails that result only. */
function assetSaver(saving) {
    const limit = pLimit(downloadsAtOnce);
    return async (outcome, stem) => {
        if (outcome.status !== 'done')
            return resultOf(outcome);
        const { task } = outcome;
        const saved = await saveAll(task, stem, saving, limit);
        const problems = saved.flatMap(({ problem }) => problem ?? []);
        return {
            ...toldOf(outcome),
            status: problems.length === 0 ? 'done' : saving.signal.aborted ? 'unfinished' : 'failed',
            task_id: task.id,
            credits_used: task.credits,
            failed_reason: problems.length === 0 ? null : problems.join(' '),
            seconds: rounded(outcome.seconds),
            assets: saved.map(({ asset }) => asset),
        };
    };
}
function toldOf({ generation, reused }) {
    return {
        name: generation.name,
        model_name: generation.model,
        input_params: generation.params,
        reused,
    };
}
/** The result of an outcome that brought no files. */
function resultOf(outcome) {
    const { status } = outcome;
    const task = status === 'skipped' ? undefined : outcome.task;
    return {
        ...toldOf(outcome),
        status,
        task_id: task?.id ?? null,
        credits_used: task?.credits ?? 0,
        failed_reason: status === 'submitted' ? null : outcome.reason,
        seconds: status === 'failed' ? rounded(outcome.seconds) : null,
        assets: [],
    };
}
function rounded(seconds) {
    return seconds === null ? null : Number(seconds.toFixed(1));
}
async function saveAll(task, stem, saving, limit) {
    const { fresh, folder, log, signal } = saving;
    let again;
    const freshUrl = async (i) => {
        again ??= fresh(task);
        return (await again)?.assets[i]?.url;
    };
    const fetched = await Promise.all(task.assets.map((asset, i) => limit(async () => {
        try {
            return { asset, file: await fetchAsset(asset, async () => freshUrl(i), saving) };
        }
        catch (error) {
            const reason = signal.aborted ? (0,src_errors/* messageOf */.bD)(signal.reason) : (0,src_errors/* messageOf */.bD)(error);
            const problem = `The ${asset.type} at ${asset.url} could not be saved: ${reason}.`;
            log.info(`${stem}: ${problem}`);
            return { asset, problem };
        }
    })));
    const saved = [];
    for (const [i, { asset, file, problem }] of fetched.entries()) {
        const lost = { ...asset, path: null, bytes: null, sha256: null, media_type: null };
        if (!file) {
            saved.push({ asset: lost, problem });
            continue;
        }
        const { ext, temporary, url, ...facts } = file;
        const numbered = task.assets.length > 1 ? `${stem}-${i + 1}` : stem;
        try {
            const { path, yielded } = await folder.place(temporary, numbered, ext);
            if (yielded)
                log.warning(`${yielded} was written by an earlier step of this job and stays; this file is ${path}.`);
            log.info(`${path}: ${facts.media_type}, ${facts.bytes} bytes`);
            saved.push({ asset: { ...asset, url, path, ...facts } });
        }
        catch (error) {
            saved.push({
                asset: lost,
                problem: `The ${asset.type} could not be written: ${(0,src_errors/* messageOf */.bD)(error)}.`,
            });
        }
        finally {
            await (0,promises_.rm)(temporary, { force: true });
        }
    }
    return saved;
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
// EXTERNAL MODULE: ./src/creatify.ts
var creatify = __webpack_require__(94);
;// CONCATENATED MODULE: ./src/schema.ts



/** How many mismatches of one generation are worked out. */
const mostMismatches = 100;
const mostUnknown = 20;
/**
 * Everything in `params` that the model's schema refuses, and, as warnings, params it does not know. A schema that cannot
 * be compiled is one warning: the API decides then. Never throws.
 */
async function check(params, model) {
    const schema = model.input_params_schema;
    let errors;
    try {
        const validate = (await dialectOf(schema)).compile(schema);
        errors = validate(params) ? [] : (validate.errors ?? []);
    }
    catch (error) {
        const message = `The schema of ${model.model_name} cannot be used here (${(0,src_errors/* messageOf */.bD)(error)}), so the params go to the API unchecked.`;
        return [{ severity: 'warning', path: [], message }];
    }
    const known = propertiesOf(schema);
    const refused = new Set();
    const mismatches = outermost(errors)
        .slice(0, mostMismatches)
        .map((error) => {
        const path = pathOf(error);
        if (isUnknownKey(error))
            refused.add(String(path[0]));
        return { severity: 'error', path, message: sentence(error, path, model.model_name) };
    });
    const unknown = known.length === 0 ? [] : Object.keys(params).filter((key) => !known.includes(key));
    return [
        ...mismatches,
        ...unknown
            .filter((key) => !refused.has(key))
            .slice(0, mostUnknown)
            .map((key) => {
            const message = `${model.model_name} has no param \`${key}\`.${meant(key, known)} It is sent as it is.`;
            return { severity: 'warning', path: [key], message };
        }),
    ];
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
        Promise.all(/* import() */[__webpack_require__.e(457), __webpack_require__.e(196)]).then(__webpack_require__.t.bind(__webpack_require__, 2815, 23)),
        draft07
            ? Promise.all(/* import() */[__webpack_require__.e(457), __webpack_require__.e(463)]).then(__webpack_require__.t.bind(__webpack_require__, 2463, 23)).then(({ default: Ajv }) => new Ajv(options))
            : Promise.all(/* import() */[__webpack_require__.e(457), __webpack_require__.e(210)]).then(__webpack_require__.t.bind(__webpack_require__, 2210, 23)).then(({ default: Ajv }) => new Ajv(options)),
    ]);
    addFormats(ajv);
    return ajv;
}
/** The params a schema names. Params behind `$ref` or `allOf` are not looked for. */
function propertiesOf(schema) {
    return (0,creatify/* isRecord */.u4)(schema['properties']) ? Object.keys(schema['properties']) : [];
}
/** What stands inside a failed `anyOf` or `oneOf` is told by that one, and a wrong type by the values that are allowed. */
function outermost(errors) {
    const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
    const valued = errors.filter(({ keyword }) => keyword === 'enum' || keyword === 'const');
    return errors.filter((error) => error.keyword !== 'if' &&
        !(error.keyword === 'type' &&
            valued.some((other) => other.instancePath === error.instancePath)) &&
        !choices.some((choice) => error !== choice && error.schemaPath.startsWith(`${choice.schemaPath}/`)));
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
function sentence(error, path, model) {
    const { keyword, data, schema, parentSchema, params, message = 'does not fit' } = error;
    const key = path.length === 0 ? 'params' : `\`${path.join('.')}\``;
    const value = show(data);
    const limit = String(params['limit']);
    switch (keyword) {
        case 'required': {
            const missing = String(params['missingProperty']);
            const about = describe(propertyOf(parentSchema, missing));
            return `\`${[...path, missing].join('.')}\` is missing: ${model} needs it${about === '' ? '' : `, ${about}`}.`;
        }
        case 'additionalProperties':
        case 'unevaluatedProperties': {
            const known = (0,creatify/* isRecord */.u4)(parentSchema) ? propertiesOf(parentSchema) : [];
            return `${model} takes no param ${key}.${meant(String(path.at(-1)), known)}`;
        }
        case 'enum':
        case 'const':
        case 'type':
        case 'anyOf':
        case 'oneOf': {
            const takes = describe(keyword === 'anyOf' || keyword === 'oneOf' ? { anyOf: schema } : parentSchema);
            return `${key} is ${value}, and ${model} takes ${takes || message}.${requote(data, parentSchema)}`;
        }
        case 'minimum':
        case 'maximum':
        case 'exclusiveMinimum':
        case 'exclusiveMaximum':
            return `${key} is ${value}, and ${model} takes ${bounds[keyword]} ${limit}.`;
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
        case 'format':
            return `${key} is ${value}, and ${model} takes a value of the format \`${String(schema)}\`.`;
        case 'pattern':
            return `${key} is ${value}, and ${model} takes text that matches \`${String(schema)}\`.`;
        default:
            return `${key} is ${value}: ${message}.`;
    }
}
const bounds = {
    minimum: 'at least',
    maximum: 'at most',
    exclusiveMinimum: 'more than',
    exclusiveMaximum: 'less than',
};
function propertyOf(schema, name) {
    const properties = (0,creatify/* isRecord */.u4)(schema) ? schema['properties'] : undefined;
    return (0,creatify/* isRecord */.u4)(properties) ? properties[name] : undefined;
}
/** What a schema takes, in words: `a whole number from 1 to 4`, `"a", "b" or "c"`. Empty when it does not say. */
function describe(schema) {
    if (!(0,creatify/* isRecord */.u4)(schema))
        return '';
    const choices = schema['anyOf'] ?? schema['oneOf'];
    if (Array.isArray(choices))
        return either(choices.map(describe).filter((words) => words !== ''));
    if ('const' in schema)
        return show(schema['const']);
    if (Array.isArray(schema['enum']))
        return either(schema['enum'].slice(0, 40).map(show));
    const { type } = schema;
    const types = Array.isArray(type) ? type : [type];
    const words = types
        .flatMap((each) => nouns[String(each)] ?? [])
        .map((noun) => noun + range(schema));
    return either(words);
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
function either(words) {
    return words.length < 2
        ? words.join()
        : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
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
        if (!(0,creatify/* isRecord */.u4)(schema))
            return false;
        if (Array.isArray(schema['enum']))
            return schema['enum'].includes(value);
        const types = [schema['type']].flat();
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
/** A second sentence about an unknown word, with a space before it: what somebody may have meant. Or nothing. */
function meant(word, known) {
    const close = nearest(word, known);
    return close.length === 0 ? '' : ` Did you mean ${either(close.map((name) => `\`${name}\``))}?`;
}
/** Up to three known words that somebody may have meant, nearest first. */
function nearest(word, known) {
    const asked = word.toLowerCase().slice(0, 200);
    const limit = Math.max(2, Math.floor(asked.length * 0.35));
    return known
        .map((name) => {
        const other = name.toLowerCase();
        const part = asked.length >= 4 && (other.includes(asked) || asked.includes(other));
        return { name, far: part ? 1 : (0,mod/* distance */.Io)(asked, other) };
    })
        .filter(({ far }) => far <= limit)
        .sort((a, b) => a.far - b.far)
        .slice(0, 3)
        .map(({ name }) => name);
}

;// CONCATENATED MODULE: ./src/catalog.ts

const patience = 60_000;
/**
 * The models that `list-models` asks for: all for an empty filter, else those of the generation types and names in it. An
 * unknown word is a finding. Rejects with ApiError.
 */
async function listModels(filter, api, { log, signal }) {
    const catalog = await api.models(undefined, { ms: patience, signal });
    const matches = (word) => ({ model_name: name, generation_type: type }) => name === word || type === word;
    const words = [
        ...catalog.map((model) => model.model_name),
        ...catalog.map((model) => model.generation_type),
    ];
    const unknown = filter.filter((word) => !catalog.some(matches(word)));
    const findings = unknown.map((word) => {
        const message = `\`list-models\`: there is no model and no generation type \`${word}\`.${meant(word, [...new Set(words)])}`;
        return { severity: 'error', message };
    });
    const models = filter.length === 0
        ? catalog
        : catalog.filter((model) => filter.some((word) => matches(word)(model)));
    for (const { model_name: name, generation_type: type } of models)
        log.info(`${name} (${type})`);
    const failure = findings.map(({ message }) => message).join(' ') || undefined;
    return { status: failure === undefined ? 'listed' : 'failed', failure, models, findings };
}

;// CONCATENATED MODULE: ./src/files.ts





const longestName = 100;
const device = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** A generation's name as a file name that every system takes: `A-Za-z0-9._-`, no dot at either end, no device name. */
function fileName(name) {
    const safe = name
        .replace(/[^A-Za-z0-9._-]+/g, '-')
        .slice(0, longestName)
        .replace(/^\.+|\.+$/g, '')
        .replace(device, '_$1')
        .slice(0, longestName);
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
function firstFree(stem, isFree) {
    let free = stem;
    for (let n = 2; !isFree(free); n += 1)
        free = `${stem}-${n}`;
    return free;
}
/** Throws InputError where `output-dir` is no folder, or leads out of the workspace through a link. Writes nothing. */
async function openOutputFolder(inputs, context) {
    const { outputDir } = inputs;
    await insideWorkspace(outputDir, context);
    const registry = (0,external_node_path_.join)(context.temp, 'creatify-files.txt');
    const before = new Set((await (0,promises_.readFile)(registry, 'utf8').catch(() => '')).toLowerCase().split('\n'));
    const taken = new Set();
    return {
        async place(source, stem, ext) {
            const at = (name) => (0,external_node_path_.join)(outputDir, `${name}.${ext}`);
            const isFree = (name) => {
                const path = at(name).toLowerCase();
                return !taken.has(path) && !before.has(path) && !isFolder(at(name));
            };
            const free = firstFree(stem, isFree);
            const target = at(free);
            taken.add(target.toLowerCase());
            await (0,promises_.mkdir)(outputDir, { recursive: true });
            await insideWorkspace(outputDir, context);
            await move(source, target);
            await (0,promises_.appendFile)(registry, `${target}\n`);
            const show = (path) => (0,external_node_path_.relative)(context.workspace, path).split(external_node_path_.sep).join('/');
            const yielded = before.has(at(stem).toLowerCase()) ? show(at(stem)) : undefined;
            return { path: show(target), yielded };
        },
    };
}
async function insideWorkspace(folder, context) {
    let existing = folder;
    while (!isThere(existing) && (0,external_node_path_.dirname)(existing) !== existing) {
        existing = (0,external_node_path_.dirname)(existing);
    }
    const shown = (0,external_node_path_.relative)(context.workspace, folder) || '.';
    const [real, workspace] = await Promise.all([
        (0,promises_.realpath)(existing),
        (0,promises_.realpath)(context.workspace),
        (0,promises_.access)(existing, external_node_fs_.constants.W_OK),
    ]).catch((error) => {
        throw new src_errors/* InputError */.dz(`Input \`output-dir\`: ${shown} cannot be written to (${(0,src_errors/* messageOf */.bD)(error)}).`);
    });
    const away = (0,external_node_path_.relative)(workspace, real);
    if ((0,external_node_path_.isAbsolute)(away) || away.split(external_node_path_.sep)[0] === '..') {
        throw new src_errors/* InputError */.dz(`Input \`output-dir\`: ${shown} leads out of the workspace through a symbolic link. Choose a folder inside.`);
    }
    if (!isFolder(existing)) {
        throw new src_errors/* InputError */.dz(`Input \`output-dir\`: ${shown} is not a folder. Choose another name.`);
    }
}
/** Also true for a link that leads nowhere. */
function isThere(path) {
    try {
        return (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
    }
    catch {
        // Something above it is no folder.
        return false;
    }
}
function isFolder(path) {
    return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
/** Onto another volume by a copy beside the target first, so that nobody ever sees half a file. */
async function move(source, target) {
    try {
        await (0,promises_.rename)(source, target);
    }
    catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV'))
            throw error;
        const partial = (0,external_node_path_.resolve)((0,external_node_path_.dirname)(target), `.creatify-${(0,external_node_crypto_.randomUUID)()}.part`);
        try {
            await (0,promises_.copyFile)(source, partial);
            await (0,promises_.rename)(partial, target);
        }
        finally {
            await (0,promises_.rm)(partial, { force: true });
        }
        await (0,promises_.rm)(source, { force: true });
    }
}

// EXTERNAL MODULE: ./src/log.ts
var src_log = __webpack_require__(5625);
;// CONCATENATED MODULE: ./src/poller.ts





const poller_images = { first: 2000, interval: (age) => (age < 10_000 ? 1000 : 2000) };
const others = { first: 10_000, interval: () => 5000 };
/** The rhythm by what is made (`text_to_image`, or just `image`), unless `pollInterval` overrides both of its numbers. */
function rhythmOf(type, pollInterval) {
    if (pollInterval !== undefined)
        return { first: pollInterval, interval: () => pollInterval };
    return type.endsWith('image') ? poller_images : others;
}
const jitter = 0.1;
const longestInterval = 30_000;
const bareLooks = 3;
const bareWait = 5000;
const missingLooks = 3;
const missingTime = 30_000;
const singlesAtOnce = 10;
const heartbeat = 30_000;
const knownWords = new Set(['initializing', 'generating', 'done', 'failed']);
/**
 * Waits for all tasks of a step with one timer and one request for all of them. It survives outages of five minutes since
 * the last good answer. When `signal` aborts, every task ends `unfinished`.
 */
class Poller {
    #api;
    #log;
    #signal;
    #watched = new Map();
    #strangeWords = new Set();
    #start = performance.now();
    #timer;
    #beat;
    #lastTick;
    #asking = false;
    #slowdown = 1;
    #slower = false;
    #batches = true;
    #lastGood = performance.now();
    #lastFailure;
    constructor(api, log, signal) {
        this.#api = api;
        this.#log = log;
        this.#signal = signal;
        signal.addEventListener('abort', () => {
            this.#giveUp([...this.#watched.values()], (0,src_errors/* messageOf */.bD)(signal.reason));
        });
    }
    /** Resolves when the task has ended or the waiting has. `since`: when its create was sent. Never rejects. */
    async watch(name, task, since, rhythm) {
        return new Promise((resolve) => {
            const watched = {
                name,
                rhythm,
                since,
                task,
                notBefore: 0,
                bareLooks: 0,
                missing: undefined,
                settle: (ending) => {
                    this.#watched.delete(task.id);
                    if (this.#watched.size === 0)
                        this.#rest();
                    resolve(ending);
                },
            };
            if (this.#watched.size === 0)
                this.#lastGood = performance.now();
            this.#watched.set(task.id, watched);
            if (this.#signal.aborted)
                this.#giveUp([watched], (0,src_errors/* messageOf */.bD)(this.#signal.reason));
            else if (task.state !== 'running')
                this.#note(watched, task);
            this.#beat ??= setInterval(() => {
                this.#log.info(this.#progress());
            }, heartbeat);
            if (this.#watched.size === 0)
                this.#rest();
            this.#arm();
        });
    }
    #rest() {
        clearTimeout(this.#timer);
        clearInterval(this.#beat);
        this.#beat = undefined;
        this.#lastTick = undefined;
    }
    #progress() {
        const { size } = this.#watched;
        return `Still generating${size > 1 ? ` (${size} tasks)` : ''}: ${(0,src_log/* spell */.lO)(performance.now() - this.#start)}`;
    }
    /** Before the first look, the earliest first look; then the shortest interval that any task asks for by its age. */
    #arm() {
        clearTimeout(this.#timer);
        const all = [...this.#watched.values()];
        if (this.#asking || all.length === 0)
            return;
        const now = performance.now();
        const asked = Math.min(...all.map(({ rhythm, since }) => rhythm.interval(now - since)));
        const interval = Math.max(asked, Math.min(longestInterval, this.#slowdown * asked));
        const planned = this.#lastTick === undefined
            ? Math.min(...all.map(({ rhythm, since }) => since + rhythm.first))
            : this.#lastTick + interval;
        const shifted = planned + interval * jitter * (2 * Math.random() - 1);
        this.#timer = setTimeout(() => {
            void this.#tick(planned, interval);
        }, Math.max(0, shifted - now));
    }
    async #tick(planned, interval) {
        const now = performance.now();
        this.#lastTick = planned;
        this.#asking = true;
        const due = [...this.#watched.values()].filter(({ rhythm, since, notBefore }) => now - since >= rhythm.first - interval * jitter && now >= notBefore);
        try {
            if (due.length > 0)
                await this.#ask(due);
        }
        catch (error) {
            if (!this.#signal.aborted)
                this.#giveUp(due, (0,src_errors/* messageOf */.bD)(error));
        }
        finally {
            this.#asking = false;
            const end = performance.now();
            // A slow answer is not caught up with: the grid starts anew.
            if (end - planned > interval)
                this.#lastTick = end;
            if (this.#slower)
                this.#slowdown *= 2;
            this.#slower = false;
            this.#arm();
        }
    }
    async #ask(due) {
        if (due.length === 1 || !this.#batches)
            return this.#askSingly(due);
        const pages = Array.from({ length: Math.ceil(due.length / creatify/* batchSize */.CJ) }, (_, i) => due.slice(i * creatify/* batchSize */.CJ, (i + 1) * creatify/* batchSize */.CJ));
        await Promise.all(pages.map(async (page) => {
            const answer = await this.#get((patience) => this.#api.lookMany(page.map(({ task }) => task.id), patience));
            if (answer === undefined) {
                this.#batches = false;
                return this.#askSingly(page);
            }
            const tasks = new Map(answer.map((task) => [task.id, task]));
            const left = page.filter((watched) => {
                const task = tasks.get(watched.task.id);
                if (task)
                    this.#note(watched, task);
                return task === undefined;
            });
            return this.#askSingly(left);
        }));
    }
    async #askSingly(due) {
        const limit = pLimit(singlesAtOnce);
        await Promise.all(due.map((watched) => limit(async () => {
            const task = await this.#get((patience) => this.#api.look(watched.task.id, patience));
            if (task)
                this.#note(watched, task);
            else
                this.#miss(watched);
        })));
    }
    /** One GET that goes on through an outage, counted from the last good answer of any. */
    async #get(request) {
        const answer = await request({
            ms: this.#lastGood + http/* outage */.Qe - performance.now(),
            signal: this.#signal,
            onRetry: (failure) => {
                if (failure.status === 429)
                    this.#slower = true;
                if (!this.#lastFailure)
                    this.#log.info(`${failure.message}. The tasks go on; asking again.`);
                this.#lastFailure = failure;
            },
        });
        const now = performance.now();
        if (this.#lastFailure)
            this.#log.info(`The API answers again after ${(0,src_log/* spell */.lO)(now - this.#lastGood)}.`);
        this.#lastFailure = undefined;
        this.#lastGood = now;
        return answer;
    }
    #note(watched, task) {
        const { name, settle } = watched;
        if (task.word !== watched.task.word && task.state === 'running')
            this.#log.info(`${name}: ${task.word}`);
        watched.task = task;
        watched.missing = undefined;
        if (!knownWords.has(task.word.toLowerCase()) && !this.#strangeWords.has(task.word)) {
            this.#strangeWords.add(task.word);
            this.#log.warning(`${name}: the API reports the unknown status "${task.word}". Waiting on.`);
        }
        if (task.state === 'failed') {
            settle({ status: 'failed', task, reason: task.failedReason ?? 'The API gave no reason.' });
        }
        else if (task.state === 'done' && task.assets.length > 0) {
            settle({ status: 'done', task });
        }
        else if (task.state === 'done') {
            watched.bareLooks += 1;
            watched.notBefore = performance.now() + bareWait;
            if (watched.bareLooks <= bareLooks)
                return;
            const quoted = JSON.stringify(task.raw).slice(0, 600);
            settle({
                status: 'failed',
                task,
                reason: `The task is done and has no assets. The API says: ${quoted}`,
            });
        }
    }
    #miss(watched) {
        const now = performance.now();
        watched.missing ??= { since: now, count: 0 };
        watched.missing.count += 1;
        const { since, count } = watched.missing;
        if (count < missingLooks || now - since < missingTime)
            return;
        const reason = `The API does not know the task ${watched.task.id} any more.`;
        watched.settle({ status: 'failed', task: watched.task, reason });
    }
    #giveUp(watched, reason) {
        for (const { settle, task } of watched)
            settle({ status: 'unfinished', task, reason });
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/reconcile.ts



/** Our idea of the server's clock and its own `created_at` may differ by this much. */
const tolerance = 30_000;
const holdAfterReset = 10_000;
const holdAfterSilence = 60_000;
const pause = 2500;
const listPatience = 20_000;
/**
 * Asks the task list what became of a lost create. An equal, unclaimed task since the request is adopted. Absence counts
 * when a list that can prove it shows nothing for 10 s after a reset, 60 s after silence or a server error. Ends early, as
 * `unknown`, when `signal` aborts.
 */
async function reconcile({ order, sentAt, lost }, api, claims, { log, signal }) {
    const since = sentAt - tolerance;
    const hold = lost === 'reset' ? holdAfterReset : holdAfterSilence;
    const until = performance.now() + hold;
    let evidence;
    log.info(`Looking in the task list for a lost create of ${order.model}.`);
    for (;;) {
        try {
            const list = await api.recent(since, { ms: listPatience, signal });
            const [adopted] = equalTasks(list, order, since, claims);
            if (adopted && claims.claim(adopted.id))
                return { as: 'adopted', task: adopted };
            evidence = doubt(list, since) ?? likeness(list, order, since, claims);
        }
        catch (error) {
            evidence = `the task list cannot be read (${(0,src_errors/* messageOf */.bD)(error)})`;
        }
        if (signal.aborted)
            return { as: 'unknown', evidence: (0,src_errors/* messageOf */.bD)(signal.reason) };
        const left = until - performance.now();
        if (left <= 0)
            return evidence === undefined ? { as: 'absent' } : { as: 'unknown', evidence };
        await (0,external_node_timers_promises_.setTimeout)(Math.min(pause, left + 50), undefined, { signal }).catch(() => undefined);
    }
}
/**
 * Unclaimed tasks since a time of the server, of the same model, with every param we sent: those with the very URLs first,
 * then those with URLs that the API may have re-hosted; of equal ones the oldest first, which is nearest to the request.
 */
function equalTasks(list, order, since, claims) {
    const near = list
        .filter((task) => isNear(task, order, since, claims))
        .sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0));
    const exact = near.filter(({ params }) => holds(params, order.params, false));
    const rehosted = near.filter(({ params }) => holds(params, order.params, true));
    return [...new Set([...exact, ...rehosted])];
}
/** Why a list can not prove that a task since `since` does not exist; undefined when it can. */
function doubt(list, since) {
    if (list.length === 0)
        return 'the task list is empty, which proves nothing';
    const times = list.map(({ createdAt }) => createdAt ?? NaN);
    if (times.some(Number.isNaN))
        return 'the task list has tasks without a time';
    if (times.some((time, i) => i > 0 && time > (times[i - 1] ?? 0))) {
        return 'the task list is not newest first';
    }
    const reachesBack = (times.at(-1) ?? 0) < since;
    return reachesBack ? undefined : 'the task list does not reach back past the request';
}
/** A task that is not equal and may still be ours. */
function likeness(list, order, since, claims) {
    const like = list.find((task) => isNear(task, order, since, claims) && sameText(task.params, order.params));
    return like && `task ${like.id} is of the same model and text, but other params differ`;
}
function isNear(task, { model }, since, claims) {
    const { createdAt } = task;
    return (task.model === model && createdAt !== undefined && createdAt >= since && !claims.has(task.id));
}
/** True when every param that was sent is there and equal. More may be there: the API may fill in defaults. */
function holds(params, sent, rehosted) {
    return Object.entries(sent).every(([key, value]) => key in params && equal(params[key], value, rehosted));
}
function equal(a, b, rehosted) {
    if (typeof a === 'string' && typeof b === 'string') {
        return folded(a) === folded(b) || (rehosted && isElsewhere(a, b));
    }
    if (Array.isArray(a) && Array.isArray(b)) {
        return a.length === b.length && a.every((each, i) => equal(each, b[i], rehosted));
    }
    if ((0,creatify/* isRecord */.u4)(a) && (0,creatify/* isRecord */.u4)(b))
        return holds(a, b, rehosted);
    return a === b;
}
/** The API may trim text. */
function folded(text) {
    return text.replace(/\s+/g, ' ').trim();
}
/** The API may have copied a file to a host of its own; on one host, two URLs are two files. */
function isElsewhere(a, b) {
    const [one, other] = [URL.parse(a), URL.parse(b)];
    return one !== null && other !== null && one.host !== '' && one.host !== other.host;
}
/** Without params in the answer, or without text in what was sent, a task may be anybody's: ours too. */
function sameText(params, sent) {
    const isText = (value) => typeof value === 'string' && /\s/.test(value.trim()) && !/^https?:/i.test(value);
    const texts = Object.entries(sent).filter(([key, value]) => isText(value) || key === 'prompt');
    return (Object.keys(params).length === 0 ||
        texts.every(([key, value]) => folded(String(params[key])) === folded(String(value))));
}

;// CONCATENATED MODULE: ./src/generate.ts





/** Tasks in flight at once. */
const concurrency = 10;
/**
 * Creates every planned generation that has no task, waits for all, and hands each outcome to `settle` the moment it is
 * known, so that one's files are saved while others are waited for. Ends of generations are values: it rejects only when
 * `settle` does.
 */
async function generate(planned, api, waiting, settle) {
    const { timeout, log, signal } = waiting;
    const late = new AbortController();
    const timer = setTimeout(() => {
        late.abort(new Error(`not done when the timeout of ${(0,src_log/* spell */.lO)(timeout)} was over`));
    }, timeout);
    const stop = AbortSignal.any([signal, late.signal]);
    const poller = new Poller(api, log, stop);
    const creator = new Creator(api, waiting, stop, performance.now() + timeout);
    const run = async ({ generation, type, task: known }) => {
        const since = performance.now();
        const reused = known !== undefined;
        const born = known ? { task: known } : await creator.create(generation);
        if (!('task' in born) || born.task === undefined)
            return { generation, reused, ...born };
        const { task } = born;
        waiting.onTask(generation, task, reused);
        if (!waiting.wait && task.state === 'running') {
            return { generation, reused, status: 'submitted', task };
        }
        const rhythm = rhythmOf(type, waiting.pollInterval);
        const ending = await poller.watch(generation.name, task, since, rhythm);
        if (ending.status === 'unfinished')
            return { generation, reused, ...ending };
        return {
            generation,
            reused,
            ...ending,
            seconds: reused ? null : (performance.now() - since) / 1000,
        };
    };
    const limit = pLimit(concurrency);
    try {
        await Promise.all(planned.map(async (each) => {
            const outcome = await (each.task ? run(each) : limit(run, each));
            log.info(`${outcome.generation.name}: ${tell(outcome)}`);
            await settle(outcome);
        }));
    }
    finally {
        clearTimeout(timer);
    }
}
/** Creates tasks so that none is paid for twice, and none after a refusal that dooms the rest. */
class Creator {
    #api;
    #waiting;
    #stop;
    #deadline;
    #lost = new Map();
    /** Aborts with the refusal that dooms the rest. */
    #doomed = new AbortController();
    /** `deadline` is on the clock of `performance.now()`. */
    constructor(api, waiting, stop, deadline) {
        this.#api = api;
        this.#waiting = waiting;
        this.#stop = stop;
        this.#deadline = deadline;
    }
    async create(generation) {
        const { log, claims } = this.#waiting;
        for (let attempt = 1;; attempt += 1) {
            if (this.#stop.aborted)
                return skipped((0,src_errors/* messageOf */.bD)(this.#stop.reason), true);
            if (this.#doomed.signal.aborted)
                return skipped((0,src_errors/* messageOf */.bD)(this.#doomed.signal.reason), false);
            const sentAt = this.#api.now();
            const until = { signal: this.#stop, waits: this.#doomed.signal, deadline: this.#deadline };
            const created = await this.#api.create(generation, until);
            if (created.as === 'task' && claims.claim(created.task.id)) {
                log.info(`${generation.name}: task ${created.task.id} of ${generation.model} created`);
                return { task: created.task };
            }
            if (created.as === 'refused' || created.as === 'not started')
                return this.#unborn(created);
            const { lost, reason } = created.as === 'task' ? swapped : created;
            log.warning(`${generation.name}: ${reason}. Asking the task list whether it was created.`);
            const worst = this.#worstOfEqual({ order: generation, sentAt, lost });
            const again = await this.#find(worst, reason, attempt);
            if (again !== 'absent')
                return again;
            log.info(`${generation.name}: the task list proves that nothing was created. Creating again.`);
        }
    }
    /**
     * Equal generations are interchangeable: one may adopt the task of another, whose answer then names a task that is taken.
     * What that other one looks for may be as old as any of their lost creates, and be as slow to show up.
     */
    #worstOfEqual(create) {
        const { model, params } = create.order;
        const key = JSON.stringify([model, params]);
        const before = this.#lost.get(key);
        const worst = {
            order: create.order,
            sentAt: Math.min(create.sentAt, before?.sentAt ?? Infinity),
            lost: before?.lost === 'late' ? 'late' : create.lost,
        };
        this.#lost.set(key, worst);
        return worst;
    }
    async #find(create, reason, attempt) {
        const { log, claims } = this.#waiting;
        const found = await reconcile(create, this.#api, claims, { log, signal: this.#stop });
        if (found.as === 'adopted') {
            log.info(`It was: task ${found.task.id} is taken.`);
            return { task: found.task };
        }
        if (found.as === 'absent' && attempt === 1)
            return 'absent';
        const evidence = found.as === 'absent' ? 'the answer was lost twice' : found.evidence;
        return {
            ...failed(`ambiguous create: ${reason}, and ${evidence}. A task may exist and cost credits. If one shows up at Creatify, collect it with the input \`task-id\`; otherwise run this again.`),
            ambiguous: true,
        };
    }
    #unborn(created) {
        const { as, reason } = created;
        const { signal: doomed } = this.#doomed;
        if (as === 'not started' && doomed.aborted)
            return skipped((0,src_errors/* messageOf */.bD)(doomed.reason), false);
        if (as === 'refused' && created.dooms)
            this.#doomed.abort(new Error(reason));
        const stopped = as === 'not started' && this.#stop.aborted;
        return stopped ? skipped(`${(0,src_errors/* messageOf */.bD)(this.#stop.reason)} (${reason})`, true) : failed(reason);
    }
}
const swapped = {
    reason: 'The API answered with the task of an equal generation',
    lost: 'reset',
};
function failed(reason) {
    return { status: 'failed', task: undefined, reason, seconds: null };
}
function skipped(why, stopped) {
    return { status: 'skipped', reason: `not started: ${why}`, stopped };
}
function tell(outcome) {
    const { status } = outcome;
    switch (status) {
        case 'done': {
            const after = outcome.seconds === null ? '' : ` after ${(0,src_log/* spell */.lO)(outcome.seconds * 1000)}`;
            return `done${after}, ${(0,src_log/* count */.U9)(outcome.task.credits, 'credit')}${outcome.reused ? ' paid earlier' : ''}`;
        }
        case 'submitted':
            return `submitted: task ${outcome.task.id}`;
        case 'failed':
        case 'unfinished':
        case 'skipped':
            return `${status}: ${outcome.reason}`;
    }
}

// EXTERNAL MODULE: ./src/ledger.ts
var src_ledger = __webpack_require__(8730);
;// CONCATENATED MODULE: ./src/manifest.ts



/** Reads what the step asks for. Throws InputError when a file cannot be read at all. */
async function loadGenerations(source, context) {
    const { model } = source;
    const name = source.name ?? model;
    const written = 'file' in source.params
        ? await readText(source.params.file, 'params-file', context)
        : { text: source.params.text, file: undefined };
    const { value, problems, locate } = await parseMapping(written.text, written.file);
    const findings = problems.map((problem) => ({
        severity: 'error',
        generation: name,
        ...problem,
    }));
    return { generations: [{ name, model, params: value, locate }], findings };
}
const largestFile = 1024 * 1024;
/** A text file of the workspace. `file` is its path with `/`, as an annotation wants it. */
async function readText(path, input, context) {
    const wrong = (why) => new src_errors/* InputError */.dz(`Input \`${input}\`: ${path} ${why}.`);
    const absolute = (0,external_node_path_.resolve)(context.workspace, path);
    let real;
    try {
        real = await (0,promises_.realpath)(absolute);
    }
    catch {
        throw wrong('is not in the workspace. Check the path, and that actions/checkout ran before this step');
    }
    const away = (0,external_node_path_.relative)(await (0,promises_.realpath)(context.workspace), real);
    if ((0,external_node_path_.isAbsolute)(away) || away.split(external_node_path_.sep)[0] === '..')
        throw wrong('is outside the workspace');
    const found = await (0,promises_.stat)(real);
    if (!found.isFile())
        throw wrong('is not a file');
    const { size } = found;
    if (size > largestFile)
        throw wrong(`has ${size} bytes; at most ${largestFile} are read`);
    const bytes = await (0,promises_.readFile)(real).catch((error) => {
        throw wrong(`cannot be read (${(0,src_errors/* messageOf */.bD)(error)})`);
    });
    try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        return { text, file: (0,external_node_path_.relative)(context.workspace, absolute).split(external_node_path_.sep).join('/') };
    }
    catch {
        throw wrong('is not UTF-8 text');
    }
}
const deepest = 64;
const mostAliases = 100;
const mostProblems = 50;
/** YAML 1.2 or JSON as one JSON object, with the place of everything in it. Never throws for what is written. */
async function parseMapping(text, file) {
    const yaml = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    const lines = new yaml.LineCounter();
    const placeAt = placesIn(lines, file);
    const nowhere = () => undefined;
    const refuse = (problems) => ({
        value: {},
        problems,
        locate: nowhere,
    });
    if (text.length > largestFile) {
        return refuse([{ message: `This is too large: at most ${largestFile} characters are read.` }]);
    }
    // Duplicate keys are looked for below: the library's own search takes seconds for 20,000 keys.
    const document = yaml.parseDocument(text, {
        version: '1.2',
        lineCounter: lines,
        prettyErrors: false,
        uniqueKeys: false,
        resolveKnownTags: false,
    });
    const complaints = [...document.errors, ...document.warnings];
    const deep = complaints.find(({ message }) => message.includes(stackOverflow));
    const unreadable = deep ? [deep] : complaints.slice(0, mostProblems);
    if (unreadable.length > 0) {
        return refuse(unreadable.map(({ message, pos }) => ({ message: notYaml(message), place: placeAt(pos[0]) })));
    }
    const root = document.contents;
    if (root === null || (yaml.isScalar(root) && root.value === null))
        return refuse([]);
    if (!yaml.isMap(root)) {
        const found = yaml.isSeq(root) ? 'a list' : `just ${JSON.stringify(text.trim().slice(0, 40))}`;
        const message = `This takes a mapping of names to values, like \`prompt: A red kite\`, not ${found}.`;
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
function notYaml(message) {
    if (message.includes(stackOverflow))
        return tooDeep;
    if (message.includes('multiple documents'))
        return 'This has several YAML documents (`---`). Keep one.';
    const sentence = message.replace(/\s+/g, ' ').trim();
    return `This is not YAML: ${sentence}${/[.!?]$/.test(sentence) ? '' : '.'}`;
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
    yaml.visit(document, {
        Alias(_, alias, ancestors) {
            const target = alias.resolve(document);
            if (ancestors.some((ancestor) => ancestor === target)) {
                report(alias, `\`*${alias.source}\` stands inside what it repeats. Write the values out.`);
            }
        },
        Seq(_, list, ancestors) {
            return tooNested(list, ancestors);
        },
        Map(_, map, ancestors) {
            const seen = new Set();
            for (const { key } of map.items) {
                const name = keyOf(yaml, key);
                if (!yaml.isScalar(key))
                    report(key, 'A key has to be text. Put it in quotes.');
                else if (name === '<<')
                    report(key, 'YAML 1.2 has no merge key `<<`. Write the values out.');
                else if (seen.has(name))
                    report(key, `\`${name}\` stands twice in this mapping. Keep one of them.`);
                seen.add(name);
            }
            return tooNested(map, ancestors);
        },
        Scalar(_, { value, source = String(value), range }) {
            if (typeof value !== 'number')
                return;
            if (!Number.isFinite(value))
                report({ range }, `${source} is no number that JSON has.`);
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
    return String(yaml.isScalar(key) ? key.value : key);
}

// EXTERNAL MODULE: ./src/opening.ts
var src_opening = __webpack_require__(8863);
;// CONCATENATED MODULE: ./src/preflight.ts




const modelsPatience = 60_000;
const catalogPatience = 10_000;
/** Fetches the models and checks every generation. Rejects with ApiError when the models cannot be had. */
async function preflight(asked, balance, api, step) {
    const { signal } = step;
    const names = [...new Set(asked.generations.map(({ model }) => model))];
    const models = await api.models(names, { ms: modelsPatience, signal });
    const unreadable = new Set(asked.findings.map(({ generation }) => generation));
    const checked = await Promise.all(asked.generations.map(async (generation) => {
        const model = models.find(({ model_name: name }) => name === generation.model);
        if (!model)
            return { generation, findings: [await unknownModel(generation, api, signal)] };
        const findings = unreadable.has(generation.name)
            ? []
            : await findingsOf(generation, model, step.context);
        return { generation, model, findings };
    }));
    const findings = [
        ...asked.findings,
        ...checked.flatMap(({ findings: found }) => found),
        ...poverty(balance, step.dryRun),
    ];
    const faulty = new Set(findings.filter(({ severity }) => severity === 'error').map(({ generation }) => generation));
    return {
        planned: checked.flatMap(({ generation, model }) => model && !faulty.has(generation.name) ? { generation, type: model.generation_type } : []),
        findings,
        balance,
        blocked: faulty.size > 0,
    };
}
function poverty(balance, dryRun) {
    if (balance === undefined || balance > 0)
        return [];
    const message = 'The Creatify account has no credits left. Top it up or wait for the next month of the plan, then run this again.';
    return [{ severity: dryRun ? 'warning' : 'error', message }];
}
async function unknownModel(generation, api, signal) {
    const { name, model } = generation;
    const finding = (rest) => ({
        severity: 'error',
        generation: name,
        message: `There is no model \`${model}\`.${rest} \`list-models: true\` shows what there is.`,
    });
    try {
        const catalog = await api.models(undefined, { ms: catalogPatience, signal });
        return finding(meant(model, catalog.map(({ model_name: each }) => each)));
    }
    catch {
        signal.throwIfAborted();
        return finding('');
    }
}
async function findingsOf(generation, model, context) {
    const local = localPaths(generation, model, context);
    const taken = new Set(local.map(({ path }) => path.join('.')));
    const mismatches = await check(generation.params, model);
    const found = [...mismatches.filter(({ path }) => !taken.has(path.join('.'))), ...local];
    const byPlace = (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
    const findings = found.map(({ severity, path, message }) => {
        const place = generation.locate(path);
        return {
            severity,
            generation: generation.name,
            message,
            ...(path.length > 0 && { key: path.join('.') }),
            ...(place && { place }),
        };
    });
    findings.sort(byPlace);
    if (!model.generation_type.endsWith('_to_text'))
        return findings;
    const message = `${model.model_name} makes text, and this action saves files. Choose a model of another generation type.`;
    return [...findings, { severity: 'error', generation: generation.name, message }];
}
/** Paths of the workspace where the API wants URLs: it could not read them, and may charge all the same. */
function localPaths({ params }, model, context) {
    const properties = model.input_params_schema['properties'];
    return Object.entries(params).flatMap(([key, value]) => {
        const property = (0,creatify/* isRecord */.u4)(properties) ? properties[key] : undefined;
        if (!/(^|_)urls?$/i.test(key) &&
            !((0,creatify/* isRecord */.u4)(property) && /^ur[il]/.test(String(property['format']))))
            return [];
        const values = Array.isArray(value)
            ? value.map((each, i) => [[key, i], each])
            : [[[key], value]];
        return values.flatMap(([path, each]) => {
            if (typeof each !== 'string' || each === '' || /^[a-z][a-z0-9+.-]+:/i.test(each))
                return [];
            const message = `\`${path.join('.')}\` is ${JSON.stringify(each.slice(0, 200))}, and the API takes public URLs only: it cannot read files of the workspace.${publicUrl(each, context)}`;
            return [{ severity: 'error', path, message }];
        });
    });
}
function publicUrl(path, { workspace, rawFilesUrl }) {
    const inside = (0,external_node_path_.relative)(workspace, (0,external_node_path_.resolve)(workspace, path));
    if (rawFilesUrl === undefined ||
        inside.startsWith('..') ||
        !(0,external_node_fs_.existsSync)((0,external_node_path_.resolve)(workspace, inside)))
        return '';
    const url = rawFilesUrl + inside.split(external_node_path_.sep).map(encodeURIComponent).join('/');
    return ` If the file is committed, use ${url}`;
}

;// CONCATENATED MODULE: ./src/report.ts

/** Every output that action.yml declares. */
const outputNames = (/* unused pure expression or super */ null && ([
    'status',
    'task-id',
    'task-ids',
    'tasks',
    'asset-url',
    'asset-urls',
    'asset-path',
    'asset-paths',
    'credits-used',
    'results',
    'results-file',
    'models',
    'models-file',
]));
/** Outputs share 1 MB a job, counted as UTF-16: one may take this many bytes of UTF-8. */
const largestOutput = 400_000;
/** The outputs that tell which tasks there are. */
function taskOutputs(results) {
    const tasks = results.flatMap(({ name, task_id: id }) => (id === null ? [] : { name, id }));
    return {
        'task-id': tasks[0]?.id ?? '',
        'task-ids': tasks.map(({ id }) => id).join('\n'),
        tasks: tasks.map(({ name, id }) => `${oneLine(name)}=${id}`).join('\n'),
    };
}
/** The outputs of a report. `tooLarge` names those that only their file holds. */
function outputsOf(report, files) {
    const { results, models } = report;
    const assets = results.flatMap((result) => result.assets);
    const paths = assets.flatMap(({ path }) => path ?? []);
    const credits = results
        .filter(({ reused }) => !reused)
        .reduce((sum, each) => sum + each.credits_used, 0);
    const tooLarge = [];
    const capped = (name, json) => {
        if (Buffer.byteLength(json) <= largestOutput)
            return json;
        tooLarge.push(name);
        return '[]';
    };
    const outputs = {
        status: report.status,
        ...taskOutputs(results),
        'asset-url': assets[0]?.url ?? '',
        'asset-urls': JSON.stringify(assets.map(({ url }) => url)),
        'asset-path': paths[0] ?? '',
        'asset-paths': paths.join('\n'),
        'credits-used': String(Number(credits.toFixed(6))),
        results: capped('results', JSON.stringify(results)),
        'results-file': files.results,
        models: capped('models', JSON.stringify(models ?? [])),
        'models-file': models ? files.models : '',
    };
    return { outputs, tooLarge };
}
function oneLine(text) {
    return text.replace(/\s+/g, ' ').trim();
}
/** The worst wins. `stopped`: something was not started because of the timeout or a cancel. */
function worst(results, stopped) {
    const has = (status) => results.some((result) => result.status === status);
    if (has('failed'))
        return 'failed';
    if (has('unfinished') || stopped)
        return 'unfinished';
    if (has('skipped'))
        return 'skipped';
    return has('submitted') ? 'submitted' : 'done';
}
/** The red sentence for results that are not all `done`. `remembered`: a re-run of the job picks up their tasks. */
function failureOf(results, remembered) {
    const bad = results.filter(({ status }) => status !== 'done' && status !== 'submitted');
    const [first] = bad;
    if (!first)
        return undefined;
    const one = (result) => report_sentence(`${result.name} ${verbs[result.status]}: ${result.failed_reason ?? ''}`);
    const goesOn = bad.filter(({ status, task_id: id }) => status === 'unfinished' && id !== null);
    const remote = goesOn.length === 0 ? '' : ` ${howToCollect(goesOn, remembered)}`;
    if (results.length === 1)
        return one(first) + remote;
    const reasons = bad.slice(0, 5).map(one).join(' ');
    const more = bad.length > 5 ? ` And ${bad.length - 5} more.` : '';
    return `${bad.length} of ${results.length} generations did not succeed. ${reasons}${more}${remote}`;
}
/** The API has no cancel: what the step leaves goes on, and is paid for. */
function howToCollect(results, remembered) {
    const lines = results.slice(0, 3).map(({ name, task_id: id }) => `${oneLine(name)}=${id ?? ''}`);
    const rest = results.length > 3 ? ' and the others in the output `tasks`' : '';
    const one = results.length === 1;
    const goesOn = one ? 'The task goes' : `${results.length} tasks go`;
    const state = results.every(({ assets }) => assets.length > 0)
        ? `${one ? 'The task is' : `${results.length} tasks are`} done and paid`
        : `${goesOn} on at Creatify, which has no cancel`;
    const how = remembered ? 'Re-run this job to collect, or use' : 'Collect with';
    return `${state}. ${how} \`task-id: ${lines.join(', ')}\`${rest}.`;
}
const verbs = {
    done: 'is done',
    submitted: 'is submitted',
    failed: 'failed',
    unfinished: 'is unfinished',
    skipped: 'was skipped',
};
function report_sentence(text) {
    const line = oneLine(text);
    return /[.!?…]$/.test(line) ? line : `${line}.`;
}
/** The red sentence for findings: the first error, and how many more there are. */
function failureOfFindings(findings) {
    const errors = findings.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    if (!first)
        return undefined;
    const more = errors.length === 1
        ? ''
        : ` ${(0,src_log/* count */.U9)(errors.length - 1, 'more problem')} in the summary and the annotations.`;
    return `${whereOf(first)}${report_sentence(first.message)} Nothing was created.${more}`;
}
/** `path:line:column: ` as editors and people read it; `params, line 2, column 1: ` for the inline input; or nothing. */
function whereOf({ place }) {
    if (!place)
        return '';
    const { file, line, column } = place;
    return file === undefined
        ? `params, line ${line}, column ${column}: `
        : `${file}:${line}:${column}: `;
}

;// CONCATENATED MODULE: ./src/summary.ts





/** GitHub shows nothing at all of a summary above 1 MiB. */
const largestSummary = 1024 * 1024;
/** The job summary as GitHub-flavoured Markdown: the richest rendering that fits. */
function summaryOf(report) {
    const renderings = report.status === 'listed' && report.models
        ? [() => catalog(report.models ?? [], true), () => catalog(report.models ?? [], false)]
        : [
            () => page(report, { previews: true, params: true, rows: Infinity }),
            () => page(report, { previews: false, params: true, rows: Infinity }),
            () => page(report, { previews: false, params: false, rows: 1000 }),
            () => page(report, { previews: false, params: false, rows: 100 }),
        ];
    for (const render of renderings) {
        const markdown = render();
        if (Buffer.byteLength(markdown) <= largestSummary)
            return markdown;
    }
    return `## ${title(report)}\n\nThere is too much to show here; the output \`results-file\` has all of it.\n`;
}
function page(report, detail) {
    const { results, valid, findings, failure, balance } = report;
    const parts = [`## ${title(report)}`];
    if (failure !== undefined)
        parts.push(`> [!CAUTION]\n> ${code(failure)}`);
    if (results.length > 0)
        parts.push(table(results.slice(0, detail.rows)));
    if (results.length === 0)
        parts.push(...valid.slice(0, detail.rows).map(validLine));
    if (results.length > detail.rows)
        parts.push(`And ${results.length - detail.rows} more.`);
    if (detail.previews)
        parts.push(...previews(results));
    if (findings.length > 0)
        parts.push(findingsTable(findings.slice(0, detail.rows)));
    if (detail.params) {
        const shown = results.length > 0
            ? results.map(({ name, input_params: params }) => ({ name, params }))
            : valid;
        parts.push(...shown.map(paramsOf));
    }
    if (balance !== undefined)
        parts.push(`Balance before this step: ${(0,src_log/* count */.U9)(balance, 'credit')}.`);
    return parts.join('\n\n') + '\n';
}
function title({ status, results, models }) {
    const done = results.filter((result) => result.status === 'done').length;
    switch (status) {
        case 'listed':
            return `Creatify: ${(0,src_log/* count */.U9)(models?.length ?? 0, 'model')}`;
        case 'validated':
            return 'Creatify: valid, nothing created';
        case 'skipped':
            return results.length === 0
                ? 'Creatify: skipped'
                : `Creatify: ${done} of ${results.length} done`;
        case 'submitted':
            return `Creatify: ${(0,src_log/* count */.U9)(results.length, 'task')} submitted`;
        case 'done':
        case 'failed':
        case 'unfinished':
            return results.length === 0
                ? `Creatify: ${status}`
                : `Creatify: ${done} of ${results.length} done`;
    }
}
function validLine({ name, model }) {
    return `✅ ${code(name)} fits the schema of ${code(model)}.`;
}
const marks = {
    done: '✅',
    submitted: '📨',
    failed: '❌',
    unfinished: '⏳',
    skipped: '⏭️',
};
function table(results) {
    const rows = results.map((result) => [
        cell(result.name),
        cell(result.model_name),
        `${marks[result.status]} ${result.status}`,
        result.credits_used === 0 ? '' : String(result.credits_used),
        result.seconds === null ? '' : (0,src_log/* spell */.lO)(result.seconds * 1000),
        result.assets.map(summary_link).join('<br>'),
    ].join(' | '));
    const head = 'Name | Model | Status | Credits | Time | Files';
    return [head, '--- | --- | --- | ---: | ---: | ---', ...rows]
        .map((row) => `| ${row} |`)
        .join('\n');
}
function summary_link(asset) {
    const href = safeUrl(asset.url);
    const label = asset.path === null ? `${asset.type} (not saved)` : asset.path;
    return href === undefined ? cell(label) : `<a href="${href}">${cell(label)}</a>`;
}
const previewWidth = 320;
function previews(results) {
    const pictures = results.flatMap(({ name, assets }) => assets.flatMap((asset) => {
        if (asset.path === null)
            return [];
        const shown = asset.type === 'image' ? asset.url : asset.thumbnail_url;
        const [href, src] = [safeUrl(asset.url), safeUrl(shown ?? '')];
        if (href === undefined || src === undefined)
            return [];
        return `<a href="${href}"><img src="${src}" alt="${attribute(name)}" width="${previewWidth}"></a>`;
    }));
    return pictures.length === 0 ? [] : [pictures.join('\n')];
}
function paramsOf({ name, params }) {
    const json = JSON.stringify(params, null, 2);
    const fence = '`'.repeat(Math.max(3, longestRun(json) + 1));
    return `<details><summary>Params of <code>${attribute(name)}</code></summary>\n\n${fence}json\n${json}\n${fence}\n\n</details>`;
}
function findingsTable(findings) {
    const rows = findings.map((finding) => {
        const mark = finding.severity === 'error' ? '❌' : '⚠️';
        const where = whereOf(finding).replace(/: $/, '') || finding.generation || '';
        return `| ${mark} | ${where === '' ? '' : cell(where)} | ${cell(finding.message)} |`;
    });
    return ['| | Where | What |', '| --- | --- | --- |', ...rows].join('\n');
}
function catalog(models, withParams) {
    const types = [...new Set(models.map((model) => model.generation_type))].sort();
    const parts = types.map((type) => {
        const rows = models
            .filter((model) => model.generation_type === type)
            .map((model) => {
            const { required, optional } = paramsOfModel(model);
            const cells = withParams ? [required.join('<br>'), optional.join('<br>')] : [];
            return `| ${[cell(model.model_name), ...cells].join(' | ')} |`;
        });
        const head = withParams
            ? ['| Model | Required params | Optional params |', '| --- | --- | --- |']
            : ['| Model |', '| --- |'];
        return [`### ${code(type)}\n`, ...head, ...rows].join('\n');
    });
    return [`## Creatify: ${(0,src_log/* count */.U9)(models.length, 'model')}`, ...parts].join('\n\n') + '\n';
}
function paramsOfModel({ input_params_schema: schema }) {
    const properties = (0,creatify/* isRecord */.u4)(schema['properties']) ? schema['properties'] : {};
    const needed = Array.isArray(schema['required']) ? schema['required'] : [];
    const tell = (name) => {
        const property = properties[name];
        const takes = describe(property);
        const fallback = (0,creatify/* isRecord */.u4)(property) && 'default' in property
            ? `, default ${JSON.stringify(property['default'])}`
            : '';
        return cell(name) + (takes + fallback === '' ? '' : ` ${cell(takes + fallback)}`);
    };
    const names = Object.keys(properties);
    return {
        required: names.filter((name) => needed.includes(name)).map(tell),
        optional: names.filter((name) => !needed.includes(name)).map(tell),
    };
}
/**
 * Text from outside as a Markdown code span: inside one, GitHub makes no links, mentions, images, HTML or emphasis. The
 * fence is longer than any run of backticks in the text.
 */
function code(text) {
    const line = (0,src_log/* harmless */.Is)(text);
    const fence = '`'.repeat(longestRun(line) + 1);
    const pad = /^`|`$|^ | $|^$/.test(line) ? ' ' : '';
    return fence + pad + line + pad + fence;
}
/** The same inside a table, where only a pipe could still end the cell. */
function cell(text) {
    return code(text).replaceAll('|', '\\|');
}
function longestRun(text) {
    return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}
function attribute(text) {
    return (0,src_log/* harmless */.Is)(text)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll('`', '&#96;');
}
/** A URL for an attribute. */
function safeUrl(url) {
    const parsed = (0,http/* webUrl */.qP)(url);
    return parsed && attribute(parsed.href);
}

;// CONCATENATED MODULE: ./src/publish.ts









/** The runner's log. Every text is made harmless here, so that no room below has to. */
function runnerLog() {
    return {
        info(text) {
            core.info((0,src_log/* harmless */.Is)(text));
        },
        notice(text) {
            core.notice((0,src_log/* harmless */.Is)(text));
        },
        warning(text, place) {
            core.warning((0,src_log/* harmless */.Is)(text), place && annotationAt(place));
        },
        async group(title, work) {
            core.startGroup((0,src_log/* harmless */.Is)(title));
            try {
                return await work();
            }
            finally {
                core.endGroup();
            }
        },
    };
}
const mostAnnotations = 9;
/** Files go into the runner's temp folder under names that collide with nothing. */
async function publisher(temp, log) {
    await (0,promises_.mkdir)(temp, { recursive: true });
    const id = (0,external_node_crypto_.randomUUID)();
    const files = {
        results: (0,external_node_path_.join)(temp, `creatify-results-${id}.json`),
        models: (0,external_node_path_.join)(temp, `creatify-models-${id}.json`),
    };
    let pending = [];
    const warned = new Set();
    return {
        tasks(results) {
            pending = results;
            core.setOutput('status', 'unfinished');
            for (const [name, value] of Object.entries(taskOutputs(results)))
                core.setOutput(name, value);
        },
        pending: () => pending,
        outputs(report) {
            (0,external_node_fs_.writeFileSync)(files.results, JSON.stringify(report.results, null, 2));
            if (report.models)
                (0,external_node_fs_.writeFileSync)(files.models, JSON.stringify(report.models));
            const { outputs, tooLarge } = outputsOf(report, files);
            for (const [name, value] of Object.entries(outputs))
                core.setOutput(name, value);
            for (const name of tooLarge.filter((each) => !warned.has(each))) {
                warned.add(name);
                log.warning(`The output \`${name}\` is too large for GitHub and is []. The file in \`${name}-file\` has all of it.`);
            }
        },
        findings(findings) {
            for (const severity of ['error', 'warning']) {
                const some = findings.filter((each) => each.severity === severity).slice(0, mostAnnotations);
                if (severity === 'error' && some.length === 1 && some[0]?.place?.file === undefined)
                    continue;
                for (const finding of some) {
                    const { place, generation } = finding;
                    const where = place?.file === undefined ? whereOf(finding) : '';
                    const text = (0,src_log/* harmless */.Is)(`${where}${finding.message}`);
                    core[severity](text, {
                        title: (0,src_log/* harmless */.Is)(generation ?? 'Creatify'),
                        ...(place && annotationAt(place)),
                    });
                }
            }
        },
        async summary(report) {
            try {
                await core.summary.addRaw(summaryOf(report)).write();
            }
            catch (error) {
                log.info(`There is no job summary (${(0,src_errors/* messageOf */.bD)(error)}).`);
            }
        },
    };
}
function annotationAt({ file, line, column }) {
    return file === undefined ? {} : { file, startLine: line, startColumn: column };
}

;// CONCATENATED MODULE: ./src/recall.ts









/** The claims of a step. Tasks that earlier steps of this job claimed stay theirs. */
function openClaims(temp) {
    const file = (0,external_node_path_.join)(temp, 'creatify-tasks.txt');
    const taken = new Set(readLines(file));
    return {
        has: (id) => taken.has(id),
        claim(id) {
            if (taken.has(id))
                return false;
            taken.add(id);
            try {
                (0,external_node_fs_.appendFileSync)(file, `${id}\n`);
            }
            catch {
                // Only a later step of this job would have used it; the task itself must not be lost for that.
            }
            return true;
        },
    };
}
function readLines(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8').split('\n');
    }
    catch {
        return [];
    }
}
/**
 * The generations that are paid for already: by an entry of the ledger, or, where an attempt ended between create and
 * entry, by an equal task of the task list since then. A task that failed, is gone, or whose files are gone is left out, to
 * be created anew, and the log says so. Where an attempt left something pending and the list can not tell what, the
 * generation ends: creating it might pay twice. Rejects with ApiError when the API cannot be asked.
 */
async function recall(generations, { tasks: entries, pending }, claims, api, { log, patience }) {
    const prints = (0,src_ledger/* fingerprints */.WS)(generations);
    const idOf = (generation) => entries[prints.get(generation) ?? ''];
    for (const id of Object.values(entries))
        claims.claim(id);
    const known = await lookAll(generations.flatMap((generation) => idOf(generation) ?? []), api, patience, { confirm: true });
    const found = new Map();
    for (const generation of generations) {
        const id = idOf(generation);
        if (id === undefined)
            continue;
        const task = known.get(id);
        const why = await uselessness(task, patience.signal);
        if (!task || why !== undefined) {
            log.info(`${generation.name}: task ${id} ${why ?? ''}, so it is created anew.`);
        }
        else {
            log.info(`${generation.name}: task ${id} was paid for earlier.`);
            found.set(generation, task);
        }
    }
    const unlisted = generations.filter((generation) => idOf(generation) === undefined);
    const since = Math.min(...Object.values(pending)) - tolerance;
    const doubtful = unlisted.length > 0 && Number.isFinite(since)
        ? await adopt(unlisted, since, found, claims, api, { log, patience })
        : undefined;
    return {
        ready: generations.flatMap((generation) => {
            const task = found.get(generation);
            return task ? { generation, type: task.type, task } : [];
        }),
        ended: doubtful === undefined
            ? []
            : unlisted.filter((each) => !found.has(each)).map((each) => mayExist(each, doubtful)),
    };
}
/** Adds equal tasks of the list to `found`. Resolves with why the list proves nothing about the others, if it does not. */
async function adopt(generations, since, found, claims, api, { log, patience }) {
    const list = await api.recent(since, patience).catch((error) => {
        patience.signal.throwIfAborted();
        return (0,src_errors/* messageOf */.bD)(error);
    });
    if (typeof list === 'string')
        return `the task list cannot be read (${list})`;
    for (const generation of generations) {
        const equal = equalTasks(list, generation, since, claims);
        const task = equal.find(({ id, state }) => state !== 'failed' && claims.claim(id));
        if (!task)
            continue;
        log.info(`${generation.name}: task ${task.id} of an earlier attempt is in the task list and taken.`);
        found.set(generation, task);
    }
    return doubt(list, since);
}
function mayExist(generation, evidence) {
    const reason = `ambiguous create: an earlier attempt ended before it could note its task, and ${evidence}. A task may exist and cost credits. If one shows up at Creatify, collect it with the input \`task-id\`; to create all the same, set \`reuse: never\`.`;
    return { generation, reused: false, status: 'failed', task: undefined, reason, seconds: null };
}
/** Why a task paid for earlier has nothing to give; undefined when it has, or will have. */
async function uselessness(task, signal) {
    if (!task)
        return 'is not known to the API any more';
    if (task.state === 'failed')
        return 'failed';
    if (task.state !== 'done')
        return undefined;
    const gone = await Promise.all(task.assets.map(async ({ url }) => isGone(url, signal)));
    return gone.includes(true) ? 'is done, but its files are gone' : undefined;
}
/**
 * Tasks handed in by `task-id`, in the order given: those that exist, failures for those that do not. When the API cannot
 * be asked in time, all end `unfinished`, with their ids.
 */
async function collect(asked, api, { patience }) {
    const named = (id, name, task) => ({
        name: name ?? `${task?.model || 'task'}-${id.slice(0, 8)}`,
        model: task?.model ?? '',
        params: task?.params ?? {},
        locate: () => undefined,
    });
    const ids = asked.map(({ id }) => id);
    const known = await lookAll(ids, api, patience, { confirm: false }).catch((error) => {
        return (0,src_errors/* messageOf */.bD)(error);
    });
    const ready = [];
    const ended = [];
    const generations = asked.map(({ id, name }) => {
        const task = typeof known === 'string' ? undefined : known.get(id);
        const generation = named(id, name, task);
        if (task)
            ready.push({ generation, type: task.type, task });
        else if (typeof known === 'string') {
            ended.push({
                generation,
                reused: true,
                status: 'unfinished',
                task: (0,creatify/* unseen */.nv)(id),
                reason: known,
            });
        }
        else {
            const reason = `There is no task ${id} in this account. Check the id, and that the credentials are of the same account.`;
            ended.push({
                generation,
                reused: true,
                status: 'failed',
                task: undefined,
                reason,
                seconds: null,
            });
        }
        return generation;
    });
    return { generations, ready, ended };
}
const recall_singlesAtOnce = 10;
const confirmations = 2;
const confirmPause = 15_000;
/**
 * The tasks by id, with as few requests as the API allows. `confirm`: an id counts as unknown only after three answers over
 * 30 s said so, because much depends on it.
 */
async function lookAll(ids, api, patience, { confirm }) {
    const found = new Map();
    const limit = pLimit(recall_singlesAtOnce);
    const lookSingly = async (missing) => Promise.all(missing.map((id) => limit(async () => {
        const task = await api.look(id, patience);
        if (task)
            found.set(id, task);
    })));
    for (let i = 0; i < ids.length; i += creatify/* batchSize */.CJ) {
        const page = ids.slice(i, i + creatify/* batchSize */.CJ);
        const batch = page.length === 1 ? undefined : await api.lookMany(page, patience);
        for (const task of batch ?? [])
            found.set(task.id, task);
        await lookSingly(page.filter((id) => !found.has(id)));
    }
    const missing = () => ids.filter((id) => !found.has(id));
    for (let again = 0; confirm && again < confirmations && missing().length > 0; again += 1) {
        await (0,external_node_timers_promises_.setTimeout)(confirmPause, undefined, { signal: patience.signal });
        await lookSingly(missing());
    }
    return found;
}

;// CONCATENATED MODULE: ./src/main.ts

















const nothing = {
    status: 'failed',
    failure: undefined,
    results: [],
    valid: [],
    findings: [],
    models: undefined,
    balance: undefined,
};
/**
 * The whole step. Every output is set on every path, and everything that succeeded is saved and published before it throws:
 * StepFailure for what the red sentence explains, anything else for a bug of ours.
 */
async function run(opening, context, cancelled) {
    for (const secret of opening.secrets)
        core.setSecret(secret);
    const log = runnerLog();
    const publish = await publisher(context.temp, log);
    publish.outputs(nothing);
    let report;
    let bug;
    try {
        if ('error' in opening.inputs)
            throw opening.inputs.error;
        const { value: inputs } = opening.inputs;
        report = await stages({ inputs, opening, context, log, publish, signal: cancelled });
    }
    catch (error) {
        const known = { ...nothing, results: publish.pending() };
        const stopped = cancelled.aborted;
        const explained = stopped || error instanceof src_errors/* InputError */.dz || error instanceof apierror/* ApiError */.hD;
        if (!explained)
            bug = error instanceof Error ? error : new Error(String(error));
        report = {
            ...known,
            status: stopped ? 'unfinished' : 'failed',
            failure: stopped ? `${capital((0,src_errors/* messageOf */.bD)(cancelled.reason))}.` : explain(error),
        };
    }
    publish.outputs(report);
    publish.findings(report.findings);
    if (opening.summary)
        await publish.summary(report);
    if (bug)
        throw bug;
    if (report.failure !== undefined)
        throw new src_errors/* StepFailure */.pH(report.failure);
    log.info(closing(report));
}
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
async function stages(step) {
    const { inputs, opening, context, log, signal } = step;
    const { api } = opening;
    const { source } = inputs;
    if (!api)
        return withoutCredentials(context, log);
    if (source.kind === 'catalog')
        return { ...nothing, ...(await listModels(source.filter, api, step)) };
    const folder = await openOutputFolder(inputs, context);
    const claims = openClaims(context.temp);
    const began = performance.now();
    if (source.kind === 'tasks') {
        const patience = { ms: Math.min(inputs.timeout, http/* outage */.Qe), signal };
        const batch = await log.group('Look for the tasks', async () => collect(source.tasks, api, { log, patience }));
        return finish({ ...batch, findings: [], balance: undefined }, step, api, {
            claims,
            folder,
            began,
        });
    }
    const asked = await loadGenerations(source, context);
    if (inputs.dryRun)
        return dryRun(asked, step, api);
    const scope = { reuse: inputs.reuse, key: inputs.key, apiOrigin: inputs.apiUrl.origin };
    const ledger = await (0,src_ledger/* openLedger */.au)(scope, context, step);
    try {
        const batch = await prepare(asked, step, api, ledger, claims).catch((error) => {
            if (!signal.aborted)
                throw error;
            const prints = (0,src_ledger/* fingerprints */.WS)(asked.generations);
            const ended = asked.generations.map((generation) => {
                const id = ledger.earlier?.tasks[prints.get(generation) ?? ''];
                const reason = (0,src_errors/* messageOf */.bD)(signal.reason);
                if (id === undefined)
                    return neverStarted(generation, reason, true);
                return { generation, reused: true, status: 'unfinished', task: (0,creatify/* unseen */.nv)(id), reason };
            });
            return { ...asked, ready: [], ended, balance: undefined };
        });
        return await finish(batch, step, api, { claims, folder, ledger, began });
    }
    finally {
        await ledger.close(signal.aborted ? ledgerHurry : ledgerTime);
    }
}
const ledgerTime = 5000;
const ledgerHurry = 1000;
async function dryRun(asked, step, api) {
    const { findings, balance, planned, blocked } = await main_check(asked, step, api);
    const valid = planned.map(({ generation: { name, model, params } }) => ({ name, model, params }));
    if (!blocked)
        return { ...nothing, status: 'validated', valid, findings, balance };
    const results = asked.generations.map((generation) => resultOf(blockedOutcome(generation, findings)));
    return { ...nothing, results, findings, balance, failure: failureOfFindings(findings) };
}
/** Recalls what is paid for, then checks the rest: what is paid for is collected whatever the rest has to fear. */
async function prepare(asked, step, api, ledger, claims) {
    const { inputs, log, signal } = step;
    const { generations } = asked;
    const { earlier } = ledger;
    const patience = { ms: Math.min(inputs.timeout, recallPatience), signal };
    const { ready, ended } = earlier
        ? await log.group('Look for tasks paid for earlier', async () => recall(generations, earlier, claims, api, { log, patience }))
        : { ready: [], ended: [] };
    const known = new Set([...ready, ...ended].map(({ generation }) => generation));
    const rest = generations.filter((generation) => !known.has(generation));
    const told = { generations, findings: asked.findings, balance: undefined };
    if (rest.length === 0)
        return { ...told, ready, ended };
    try {
        const plan = await main_check({ ...asked, generations: rest }, step, api);
        const { planned, findings, balance } = plan;
        if (plan.blocked) {
            const blocked = rest.map((generation) => blockedOutcome(generation, findings));
            return { generations, ready, ended: [...ended, ...blocked], findings, balance };
        }
        // Only once this is kept can a later attempt find a task that this one had no time to note.
        await (0,src_errors/* orAborted */.H6)(ledger.open(api.now(), ledgerPatience), signal);
        return { generations, ready: [...ready, ...planned], ended, findings, balance };
    }
    catch (error) {
        if (ready.length === 0 || signal.aborted || !(error instanceof apierror/* ApiError */.hD))
            throw error;
        const lost = rest.map((generation) => failedOutcome(generation, explain(error)));
        return { ...told, ready, ended: [...ended, ...lost] };
    }
}
const recallPatience = 60_000;
const ledgerPatience = 5000;
async function main_check(asked, step, api) {
    const { inputs, opening, context, log, signal } = step;
    return log.group('Check params against the live schema', async () => {
        const balance = tellBalance(await (opening.balance ?? (0,src_opening/* readBalance */.u)(api, signal)), log);
        const plan = await preflight(asked, balance, api, { dryRun: inputs.dryRun, context, signal });
        for (const { generation } of plan.planned) {
            log.info(`${generation.name}: the params fit ${generation.model}`);
        }
        return plan;
    });
}
/** Waits, saves and reports. */
async function finish(batch, step, api, stores) {
    const { inputs, context, log, publish, signal } = step;
    const { generations, ready, ended, findings, balance } = batch;
    const { folder, claims, ledger, began } = stores;
    const fresh = freshener(api, signal);
    const save = assetSaver({ folder, temp: context.temp, log, signal, fresh });
    const stems = fileNames(generations.map(({ name }) => name));
    const prints = (0,src_ledger/* fingerprints */.WS)(generations);
    const results = new Map();
    const inOrder = () => generations.flatMap((generation) => results.get(generation) ?? []);
    const account = accountant(ready, ledger);
    let stopped = false;
    const settle = async (outcome) => {
        const { generation } = outcome;
        stopped ||= outcome.status === 'skipped' && outcome.stopped;
        account(outcome);
        results.set(generation, await save(outcome, stems[generations.indexOf(generation)] ?? ''));
    };
    const onTask = (generation, task, reused) => {
        const reason = 'The step ended before this task did.';
        const result = resultOf({ generation, reused, status: 'unfinished', task, reason });
        results.set(generation, result);
        publish.tasks(inOrder());
        ledger?.record(prints.get(generation) ?? '', task.id);
        account({ generation });
    };
    const spent = ready.some(({ task }) => task) ? performance.now() - began : 0;
    const timeout = Math.max(1, inputs.timeout - spent);
    await log.group('Generate', async () => {
        await Promise.all(ended.map(settle));
        await generate(ready, api, { ...inputs, timeout, signal, log, claims, onTask }, settle);
    });
    return {
        ...nothing,
        findings,
        balance,
        status: worst(inOrder(), stopped),
        failure: failureOfFindings(findings) ?? failureOf(inOrder(), ledger?.remembers ?? true),
        results: inOrder(),
    };
}
/** Settles the ledger once it is known of every create what became of it. */
function accountant(ready, ledger) {
    const open = new Set(ready.filter(({ task }) => !task).map(({ generation }) => generation));
    return (end) => {
        if (end.ambiguous !== true && open.delete(end.generation) && open.size === 0)
            ledger?.settle();
    };
}
function tellBalance(balance, log) {
    if (typeof balance === 'number') {
        log.info(`Balance: ${(0,src_log/* count */.U9)(balance, 'credit')}`);
        return balance;
    }
    if (balance)
        log.info(`The balance cannot be read (${balance.message}). Going on without it.`);
    return undefined;
}
function withoutCredentials(context, log) {
    if (context.withoutSecrets) {
        log.notice('No Creatify credentials: GitHub gives no secrets to pull requests from forks and by Dependabot. Nothing was generated.');
        return { ...nothing, status: 'skipped' };
    }
    throw new src_errors/* InputError */.dz('Inputs `api-id` and `api-key` need the Creatify credentials. Add the secrets CREATIFY_API_ID and CREATIFY_API_KEY to the repository, and the lines `api-id: ${{ secrets.CREATIFY_API_ID }}` and `api-key: ${{ secrets.CREATIFY_API_KEY }}` to this step.');
}
/** Nothing was created: `failed` for what has findings of its own, `skipped` for the rest. */
function blockedOutcome(generation, findings) {
    const own = findings.filter((each) => each.severity === 'error' && each.generation === generation.name);
    if (own.length === 0)
        return neverStarted(generation, failureOfFindings(findings) ?? '', false);
    return failedOutcome(generation, own.map(({ message }) => message).join(' '));
}
function failedOutcome(generation, reason) {
    return { generation, reused: false, status: 'failed', task: undefined, reason, seconds: null };
}
function neverStarted(generation, why, stopped) {
    return { generation, reused: false, status: 'skipped', reason: `not started: ${why}`, stopped };
}
const freshPatience = 30_000;
/** Asks a task again, for URLs that work; undefined when it cannot be asked. */
function freshener(api, signal) {
    return async (task) => api.look(task.id, { ms: freshPatience, signal }).catch(() => undefined);
}
function explain(error) {
    const message = (0,src_errors/* messageOf */.bD)(error);
    if (!(error instanceof apierror/* ApiError */.hD))
        return message;
    if (error.status === 401 || error.status === 403) {
        return `${message}. Check the secrets behind the inputs \`api-id\` and \`api-key\`; nothing was created.`;
    }
    return `${message}. Nothing was created; run this again when the API answers.`;
}
function closing({ status, results, models, valid }) {
    if (status === 'listed')
        return `${(0,src_log/* count */.U9)(models?.length ?? 0, 'model')} listed.`;
    if (status === 'validated')
        return `${(0,src_log/* count */.U9)(valid.length, 'generation')} valid. Dry run: nothing was created.`;
    if (status === 'submitted')
        return `${(0,src_log/* count */.U9)(results.length, 'task')} submitted. Collect with the input \`task-id\`.`;
    if (results.length === 0)
        return `Creatify: ${status}.`;
    const files = results.reduce((sum, { assets }) => sum + assets.length, 0);
    const credits = results.reduce((sum, { reused, credits_used: used }) => sum + (reused ? 0 : used), 0);
    const longest = Math.max(...results.map(({ seconds }) => seconds ?? 0));
    const time = longest === 0 ? '' : `, ${(0,src_log/* spell */.lO)(longest * 1000)}`;
    return `${(0,src_log/* count */.U9)(results.length, 'generation')} done: ${(0,src_log/* count */.U9)(files, 'file')}, ${(0,src_log/* count */.U9)(credits, 'credit')}${time}.`;
}


/***/ })

};
