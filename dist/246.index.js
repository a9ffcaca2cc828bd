export const id = 246;
export const ids = [246];
export const modules = {

/***/ 5246:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: ./src/api/error.ts
var api_error = __webpack_require__(4106);
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
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/base/url.ts
var base_url = __webpack_require__(7384);
;// CONCATENATED MODULE: ./src/assets/download.ts









const stallCheck = 5000;
const longestStall = 120_000;
/**
 * Downloads and checks one file; a URL that answers 403, 404 or 410 is asked for anew, once. Throws for whatever keeps it
 * from being a whole image, video or audio file; nothing is left in the temp folder then.
 */
async function fetchAsset(asset, freshUrl, saving) {
    const sweeping = setInterval(saving.sweep, sweepPause);
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
 * Makes what frees read buffers soon after their use. V8 lets 64 MB of them gather before it looks, which would make the
 * memory of a large file 1.7 times that of a small one. A collection in the midst of an incremental marking would be a full
 * one, which takes seconds a gigabyte.
 */
function sweeper() {
    let collect;
    return () => {
        if (process.memoryUsage().external <= fewBuffers)
            return;
        if (!collect) {
            (0,external_node_v8_.setFlagsFromString)('--expose-gc');
            (0,external_node_v8_.setFlagsFromString)('--no-incremental-marking');
            collect = (0,external_node_vm_.runInNewContext)('gc');
        }
        collect({ type: 'minor' });
    };
}
/** True when the server says that there is no such file any more. A 403 or trouble of any other kind does not say so. */
async function isGone(url, signal) {
    if (!(0,base_url/* webUrl */.q)(url))
        return false;
    const { HttpClient } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 2779));
    try {
        const client = new HttpClient('', [], { socketTimeout: goneTimeout });
        const { message } = await (0,errors/* orAborted */.H6)(client.get(url), signal);
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
    const parsed = (0,base_url/* webUrl */.q)(url);
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

;// CONCATENATED MODULE: ./src/assets/save.ts




const downloadsAtOnce = 4;
/** Makes the function that turns an outcome into a result. It never rejects: what cannot be saved fails that result only. */
function assetSaver(how) {
    const limit = pLimit(downloadsAtOnce);
    const saving = { ...how, sweep: sweeper() };
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
function toldOf({ generation, reused, sent = generation.params }) {
    return {
        name: generation.name,
        model_name: generation.model,
        input_params: sent,
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
            const reason = signal.aborted ? (0,errors/* messageOf */.bD)(signal.reason) : (0,errors/* messageOf */.bD)(error);
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
                problem: `The ${asset.type} could not be written: ${(0,errors/* messageOf */.bD)(error)}.`,
            });
        }
        finally {
            await (0,promises_.rm)(temporary, { force: true });
        }
    }
    return saved;
}

// EXTERNAL MODULE: ./src/api/creatify.ts
var creatify = __webpack_require__(6703);
// EXTERNAL MODULE: ./src/base/json.ts
var json = __webpack_require__(3659);
;// CONCATENATED MODULE: ./src/tasks/budget.ts



/**
 * Keeps a step within `limit` credits by prices it learns: what the first finished task of a kind cost. While a task of
 * unknown price is in flight nothing else starts, so the limit can be passed by at most that one.
 */
class Budget {
    limit;
    /** Credits by model. */
    #spentOn = new Map();
    #prices = new Map();
    /** Kinds whose finished tasks told no price. */
    #untold = new Set();
    #inFlight = new Set();
    constructor(limit) {
        this.limit = limit;
    }
    /** Credits of all that ended and counts. */
    get spent() {
        return budget_rounded([...this.#spentOn.values()].reduce((sum, credits) => sum + credits, 0));
    }
    /** The same by model. */
    get spentOn() {
        return new Map([...this.#spentOn].map(([model, credits]) => [model, budget_rounded(credits)]));
    }
    /** Credits are gone: of a task that ended here, or of an earlier one of this run. */
    spend(model, credits) {
        if (credits > 0)
            this.#spentOn.set(model, (this.#spentOn.get(model) ?? 0) + credits);
    }
    /** Whether a generation of this kind may start. */
    may(kind) {
        const stakes = [...this.#inFlight];
        const price = this.#prices.get(kind);
        if (stakes.some((stake) => stake.price === undefined && !this.#untold.has(stake.kind))) {
            return 'wait';
        }
        if (price === undefined) {
            if (this.spent >= this.limit)
                return 'never';
            const another = stakes.some((stake) => stake.price === undefined);
            if (another || this.#committed() >= this.limit)
                return 'wait';
            return 'start';
        }
        if (budget_rounded(this.spent + price) > this.limit)
            return 'never';
        return budget_rounded(this.#committed() + price) > this.limit ? 'wait' : 'start';
    }
    /** A generation starts, or its task is found to be on its way. */
    start(kind, model) {
        const stake = { kind, model, price: this.#prices.get(kind) };
        this.#inFlight.add(stake);
        return stake;
    }
    /**
     * A generation has ended, and its task cost `credits`. `counts`: they were spent by this run. `done`: so much is the price
     * of its kind. A task that may exist and of which nothing is known must not be ended: it stays in flight.
     */
    end(stake, { credits, counts, done }) {
        this.#inFlight.delete(stake);
        if (counts)
            this.spend(stake.model, credits);
        if (!done || this.#prices.has(stake.kind))
            return;
        if (credits > 0)
            this.#prices.set(stake.kind, credits);
        else
            this.#untold.add(stake.kind);
    }
    /** Why a generation of this kind is not started. */
    explain(kind) {
        const price = this.#prices.get(kind);
        const told = `\`max-credits\` is ${this.limit}, ${this.spent} spent`;
        if (price !== undefined)
            return `${told}, and this costs ${price}`;
        return this.spent >= this.limit ? told : `${told}, and a create of unknown price was lost`;
    }
    #committed() {
        return [...this.#inFlight].reduce((sum, { price = 0 }) => sum + price, this.spent);
    }
}
/** Sums of tenths are tenths. */
function budget_rounded(credits) {
    return Number(credits.toFixed(6));
}
/**
 * What one price is asked for: model and params, leaving out what changes the picture and not its price: `seed`, URLs (of
 * lists, their number stays) and text with white space.
 */
function kindOf({ model, params }) {
    const others = Object.entries(params).filter(([key]) => key !== 'seed');
    return (0,json/* canonical */.$)([model, priced(Object.fromEntries(others))]);
}
function priced(value) {
    if (typeof value === 'string')
        return /\s/.test(value) || /^https?:/i.test(value) ? '' : value;
    if (Array.isArray(value))
        return value.map(priced);
    if (!(0,json/* isRecord */.u)(value))
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, priced(each)]));
}

// EXTERNAL MODULE: ./src/base/suggest.ts
var suggest = __webpack_require__(2371);
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
        const message = `\`list-models\`: there is no model and no generation type \`${word}\`.${(0,suggest/* didYouMean */.a)(word, [...new Set(words)])}`;
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

// EXTERNAL MODULE: ./src/base/findings.ts
var base_findings = __webpack_require__(5475);
// EXTERNAL MODULE: ./src/base/filename.ts
var filename = __webpack_require__(3148);
;// CONCATENATED MODULE: ./src/assets/output-folder.ts






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
            const free = (0,filename/* firstFree */.$K)(stem, isFree);
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
        throw new errors/* InputError */.dz(`Input \`output-dir\`: ${shown} cannot be written to (${(0,errors/* messageOf */.bD)(error)}). Choose another folder, or let the runner's user write there.`);
    });
    const away = (0,external_node_path_.relative)(workspace, real);
    if ((0,external_node_path_.isAbsolute)(away) || away.split(external_node_path_.sep)[0] === '..') {
        throw new errors/* InputError */.dz(`Input \`output-dir\`: ${shown} leads out of the workspace through a symbolic link. Choose a folder inside.`);
    }
    if (!isFolder(existing)) {
        throw new errors/* InputError */.dz(`Input \`output-dir\`: ${shown} is not a folder. Choose another name.`);
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

// EXTERNAL MODULE: ./src/base/text.ts
var base_text = __webpack_require__(766);
;// CONCATENATED MODULE: ./src/report/markdown.ts


/** Params as folded JSON: those of one generation, or of several under their names. */
function foldedParams(all) {
    const [only] = all;
    const title = all.length === 1 && only ? `Params of <code>${attribute(only.name)}</code>` : 'Params';
    const parts = all.map(({ name, params }) => all.length === 1 ? fenced(params) : `${code(name)}\n\n${fenced(params)}`);
    return `<details><summary>${title}</summary>\n\n${parts.join('\n\n')}\n\n</details>`;
}
function fenced(params) {
    const json = JSON.stringify(params, null, 2);
    const fence = '`'.repeat(Math.max(3, longestRun(json) + 1));
    return `${fence}json\n${json}\n${fence}`;
}
/**
 * Text from outside as a Markdown code span: inside one, GitHub makes no links, mentions, images, HTML or emphasis. The
 * fence is longer than any run of backticks in the text.
 */
function code(text) {
    const line = (0,base_text/* sanitizeLine */.g$)(text);
    const fence = '`'.repeat(longestRun(line) + 1);
    const pad = /^`|`$|^ | $|^$/.test(line) ? ' ' : '';
    return fence + pad + line + pad + fence;
}
/** The same inside a table, where only a pipe could still end the cell. */
function cell(text) {
    return code(text).replaceAll(/(\\*)\|/g, (_, before) => `${before}${before === '' ? '' : ' '}\\|`);
}
function longestRun(text) {
    return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}
/** Text from outside as the value of an attribute, or the content of an element, of HTML in Markdown. */
function attribute(text) {
    return escaped((0,base_text/* sanitizeLine */.g$)(text));
}
/** Text from outside as the value of a quoted attribute, or the content of an element, of HTML. Line breaks stay. */
function escaped(text) {
    return text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;')
        .replaceAll('`', '&#96;');
}
/** A URL for an attribute. */
function safeUrl(url) {
    const parsed = (0,base_url/* webUrl */.q)(url);
    return parsed && escaped(parsed.href).replaceAll('|', '%7C');
}

;// CONCATENATED MODULE: ./src/report/gallery.ts








/** Writes `index.html` beside the files. Never rejects: what keeps it from being written is a warning, and costs no result. */
async function saveGallery(results, { folder, context, log }) {
    if (results.length === 0)
        return;
    const temporary = (0,external_node_path_.join)(context.temp, `creatify-gallery-${(0,external_node_crypto_.randomUUID)()}.html`);
    try {
        const { owner, repo, sha } = context.hub;
        const from = owner === '' ? '' : `${owner}/${repo}${sha === '' ? '' : ` at ${sha.slice(0, 7)}`}`;
        await (0,promises_.writeFile)(temporary, galleryOf(results, from));
        const { path, yielded } = await folder.place(temporary, 'index', 'html');
        if (yielded !== undefined) {
            log.warning(`${yielded} was written by an earlier step of this job and stays; this gallery is ${path}.`);
        }
        log.info(`${path}: the gallery`);
    }
    catch (error) {
        log.warning(`The gallery could not be written (${(0,errors/* messageOf */.bD)(error)}). The files are safe.`);
    }
    finally {
        await (0,promises_.rm)(temporary, { force: true });
    }
}
/**
 * A contact sheet as one HTML page that stands beside the files in the output folder. It has no script, asks the network for
 * nothing but those files, and its Content-Security-Policy forbids all else, whatever prompts and reasons say. `from`: whose
 * assets they are, for people.
 */
function galleryOf(results, from) {
    const videos = results.flatMap(({ assets }) => assets).filter((each) => gallery_kindOf(each) === 'video');
    const preload = videos.length > mostPreloads ? 'none' : 'metadata';
    return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${escaped(heading)}${from === '' ? '' : ` of ${escaped(from)}`}</title>
<style>${style}</style>
<header>
<h1>${escaped(heading)}</h1>
<p>${escaped([...(from === '' ? [] : [from]), ...totals(results)].join(' · '))}</p>
</header>
<main>
<ul class="sheet">
${results.map((result) => card(result, preload)).join('\n')}
</ul>
</main>
</html>
`;
}
/** Above it, videos show themselves only when they are played. */
const mostPreloads = 24;
const heading = 'Generated assets';
function totals(results) {
    const files = results.flatMap(({ assets }) => assets).filter(({ path }) => path !== null);
    const credits = results.reduce((sum, { credits_used: used }) => sum + used, 0);
    const missing = results.filter(({ status }) => status !== 'done').length;
    return [
        (0,base_text/* pluralize */.td)(files.length, 'file'),
        (0,base_text/* pluralize */.td)(Number(credits.toFixed(6)), 'credit'),
        ...(missing === 0 ? [] : [`${missing} of ${(0,base_text/* pluralize */.td)(results.length, 'generation')} not done`]),
    ];
}
function card(result, preload) {
    const { name, model_name: model, status, credits_used: credits, seconds } = result;
    const facts = [
        ...(model === '' ? [] : [`<span class="model">${escaped(model)}</span>`]),
        ...(credits === 0 ? [] : [escaped((0,base_text/* pluralize */.td)(credits, 'credit'))]),
        ...(seconds === null ? [] : [escaped((0,base_text/* formatDuration */.a3)(seconds * 1000))]),
    ];
    const shown = result.assets.flatMap((asset, i) => view(asset, altOf(result, i), preload));
    const reason = status === 'done'
        ? ''
        : `<p class="reason">${status}: ${escaped(result.failed_reason ?? '')}</p>`;
    return `<li class="card${status === 'done' ? '' : ' bad'}">
${shown.join('\n')}
<div class="facts">
<h2 dir="auto">${escaped(name)}</h2>
<p>${facts.join(' · ')}</p>${reason}${paramsOf(result)}
</div>
</li>`;
}
function paramsOf({ name, input_params: params }) {
    if (Object.keys(params).length === 0)
        return '';
    return `
<details><summary>Params<span class="hidden"> of ${escaped(name)}</span></summary><pre dir="auto" tabindex="0">${escaped(JSON.stringify(params, null, 2))}</pre></details>`;
}
/** The prompt says best what there is to see. */
function altOf({ name, assets, input_params: { prompt } }, i) {
    const which = assets.length > 1 ? `${name}, ${i + 1} of ${assets.length}` : name;
    return typeof prompt === 'string' ? `${which}: ${prompt.slice(0, 300)}` : which;
}
function view(asset, alt, preload) {
    const { path, bytes, media_type: mediaType } = asset;
    if (path === null)
        return [];
    const file = external_node_path_.posix.basename(path);
    const url = `./${encodeURIComponent(file)}`;
    const size = bytes === null ? '' : ` (${sizeOf(bytes)})`;
    const kind = gallery_kindOf(asset);
    // Opened as a page of its own, an SVG may run scripts: it is saved instead.
    const download = mediaType === 'image/svg+xml' ? ' download' : '';
    const caption = `<figcaption><a href="${url}"${download}>${escaped(file)}</a>${size}</figcaption>`;
    const label = escaped(alt);
    const media = kind === 'video'
        ? `<video src="${url}" controls loop playsinline preload="${preload}" aria-label="${label}"></video>`
        : kind === 'audio'
            ? `<audio src="${url}" controls preload="none" aria-label="${label}"></audio>`
            : `<a href="${url}"${download}><img src="${url}" alt="${label}" loading="lazy"></a>`;
    return [`<figure>${media}${caption}</figure>`];
}
/** `image`, `video` or `audio`. */
function gallery_kindOf({ media_type: mediaType, type }) {
    return mediaType?.split('/')[0] ?? type;
}
function sizeOf(bytes) {
    if (bytes < 1000)
        return `${bytes} B`;
    return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
const style = `
:root { color-scheme: light dark; --page: #f4f4f2; --card: #fff; --ink: #1c1d1f; --soft: #5c6066; --line: #dddcd8; --accent: #6b3fd4; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --page: #131416; --card: #1d1f22; --ink: #ececea; --soft: #a3a8af; --line: #34373c; --accent: #b79cff; --bad: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
header, main { max-width: 1600px; margin: 0 auto; padding: 0 clamp(16px, 3vw, 40px); }
header { padding-top: 36px; padding-bottom: 20px; }
h1 { margin: 0; font-size: 26px; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 0; font-size: 15px; overflow-wrap: anywhere; }
p { margin: 2px 0 0; color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr)); gap: 20px; align-items: start; margin: 0; padding: 0 0 64px; list-style: none; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.bad { border-color: var(--bad); }
figure { margin: 0; border-bottom: 1px solid var(--line); }
figcaption { padding: 6px 14px; font-size: 12px; color: var(--soft); overflow-wrap: anywhere; }
img, video { display: block; width: 100%; height: auto; max-height: 480px; object-fit: contain; background: color-mix(in srgb, var(--ink) 8%, var(--card)); }
audio { display: block; width: calc(100% - 28px); margin: 14px; }
.facts { padding: 12px 14px 14px; }
.model { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 12px; }
.reason { color: var(--bad); }
a { color: var(--accent); }
details { margin-top: 8px; font-size: 13px; }
summary { cursor: pointer; color: var(--accent); width: fit-content; }
pre { margin: 8px 0 0; padding: 10px; overflow: auto; max-height: 320px; background: var(--page); border-radius: 6px; font-size: 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
figure a:focus-visible { outline-offset: -3px; display: block; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { .card { break-inside: avoid; } details { display: none; } }
`;
/** `file:` is for a page that is opened from a disk, where not every browser takes it for `'self'`. */
function policy() {
    return [
        "default-src 'none'",
        "img-src 'self' file: data:",
        "media-src 'self' file:",
        `style-src 'sha256-${(0,external_node_crypto_.createHash)('sha256').update(style).digest('base64')}'`,
        "base-uri 'none'",
        "form-action 'none'",
    ].join('; ');
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/tasks/settle.ts






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
async function reconcile({ order, sentAt, lost }, api, claims, { log, signal, rivals }) {
    const since = sentAt - tolerance;
    const hold = lost === 'reset' ? holdAfterReset : holdAfterSilence;
    const until = performance.now() + hold;
    let evidence;
    log.info(`Looking in the task list for a lost create of ${order.model}.`);
    for (;;) {
        try {
            const list = await api.listTasksSince(since, { ms: listPatience, signal });
            const equal = equalTasks(list, order, since, claims);
            const others = rivals().filter((rival) => asksForMore(rival, order));
            const [adopted] = equal.filter(({ params }) => !others.some((rival) => holds(params, rival.params, true)));
            if (adopted && claims.claim(adopted.id))
                return { as: 'adopted', task: adopted };
            const [theirs] = equal;
            evidence = theirs
                ? `task ${theirs.id} may be this one's or another generation's`
                : (doubt(list, since) ?? likeness(list, order, since, claims));
        }
        catch (error) {
            evidence = `the task list cannot be read (${(0,errors/* messageOf */.bD)(error)})`;
        }
        if (signal.aborted)
            return { as: 'unknown', evidence: (0,errors/* messageOf */.bD)(signal.reason) };
        const left = until - performance.now();
        if (left <= 0)
            return evidence === undefined ? { as: 'absent' } : { as: 'unknown', evidence };
        await (0,external_node_timers_promises_.setTimeout)(Math.min(pause, left + 50), undefined, { signal }).catch(() => undefined);
    }
}
/**
 * Unclaimed tasks since a time of the server, of the same model, with every param we sent: those with the very URLs first,
 * then those with URLs that the API may have re-hosted; of equal ones those with the fewest params besides, which another
 * generation may have asked for, and of these the oldest first, which is nearest to the request.
 */
function equalTasks(list, order, since, claims) {
    const near = list
        .filter((task) => isNear(task, order, since, claims))
        .sort((a, b) => size(a.params) - size(b.params) || (a.createdAt ?? 0) - (b.createdAt ?? 0));
    const exact = near.filter(({ params }) => holds(params, order.params, false));
    const rehosted = near.filter(({ params }) => holds(params, order.params, true));
    return [...new Set([...exact, ...rehosted])];
}
/** A task of the one fits the other as well. */
function asksForMore({ model, params }, than) {
    return model === than.model && size(params) > size(than.params);
}
function size(params) {
    return Object.keys(params).length;
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
/** What speaks for a task that is not equal being ours all the same; undefined when nothing does. */
function likeness(list, order, since, claims) {
    const like = list.find((task) => isNear(task, order, since, claims) && sameText(task.params, order.params));
    return like && `task ${like.id} is of the same model and text, but other params differ`;
}
/** What speaks for a task being this very order, shown with fewer params or with other types of values. */
function resemblance(list, order, since, claims) {
    const like = list.find((task) => isNear(task, order, since, claims) && resembles(task.params, order.params));
    return like && `task ${like.id} is of the same model, and none of its params speaks against it`;
}
function resembles(params, sent) {
    return Object.entries(sent).every(([key, value]) => !(key in params) ||
        equal(params[key], value, true) ||
        folded(textOf(params[key])) === folded(textOf(value)));
}
function textOf(value) {
    return typeof value === 'string' ? value : JSON.stringify(value);
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
    if ((0,json/* isRecord */.u)(a) && (0,json/* isRecord */.u)(b))
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

;// CONCATENATED MODULE: ./src/tasks/create.ts


/** Creates tasks so that none is paid for twice, and none after a refusal that dooms the rest. */
class Creator {
    #api;
    #creating;
    #lost = new Map();
    #underWay = new Set();
    /** Aborts with the refusal that dooms the rest. */
    #doomed = new AbortController();
    constructor(api, creating) {
        this.#api = api;
        this.#creating = creating;
    }
    /** Why nothing more is created; undefined while something may be. */
    get closed() {
        const { stop } = this.#creating;
        if (stop.aborted)
            return skipped((0,errors/* messageOf */.bD)(stop.reason), true);
        const { signal } = this.#doomed;
        return signal.aborted ? skipped((0,errors/* messageOf */.bD)(signal.reason), false) : undefined;
    }
    /** Creates one task. `name` is for people. Every end is a value. */
    async create(name, order) {
        this.#underWay.add(order);
        try {
            return await this.#create(name, order);
        }
        finally {
            this.#underWay.delete(order);
        }
    }
    async #create(name, order) {
        const { log, claims, stop, deadline } = this.#creating;
        for (let attempt = 1;; attempt += 1) {
            const { closed } = this;
            if (closed)
                return closed;
            const sentAt = this.#api.now();
            const until = { signal: stop, waits: this.#doomed.signal, deadline };
            const created = await this.#api.create(order, until);
            if (created.as === 'task' && claims.claim(created.task.id))
                return { task: created.task };
            if (created.as === 'refused' || created.as === 'not started')
                return this.#unborn(created);
            const { lost, reason } = created.as === 'task' ? swapped : created;
            log.warning(`${name}: ${reason}. Asking the task list whether it was created.`);
            const worst = this.#worstOfEqual({ order, sentAt, lost });
            const again = await this.#find(worst, reason, attempt);
            if (again !== 'absent')
                return again;
            log.info(`${name}: the task list proves that nothing was created. Creating again.`);
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
            lost: before?.lost === 'timeout' ? 'timeout' : create.lost,
        };
        this.#lost.set(key, worst);
        return worst;
    }
    async #find(create, reason, attempt) {
        const { log, claims, stop } = this.#creating;
        const found = await reconcile(create, this.#api, claims, {
            log,
            signal: stop,
            rivals: () => [...this.#underWay],
        });
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
            return skipped((0,errors/* messageOf */.bD)(doomed.reason), false);
        if (as === 'refused' && created.dooms)
            this.#doomed.abort(new Error(reason));
        const { stop } = this.#creating;
        const stopped = as === 'not started' && stop.aborted;
        return stopped ? skipped(`${(0,errors/* messageOf */.bD)(stop.reason)} (${reason})`, true) : failed(reason);
    }
}
const swapped = {
    reason: 'The API answered with the task of an equal generation',
    lost: 'reset',
};
/** The end of a generation whose task is not there. */
function failed(reason) {
    return { status: 'failed', task: undefined, reason, seconds: null };
}
/** The end of a generation that is not started. `stopped`: by the timeout or a cancel. */
function skipped(why, stopped) {
    return { status: 'skipped', reason: `not started: ${why}`, stopped };
}

// EXTERNAL MODULE: ./src/manifest/load.ts + 4 modules
var load = __webpack_require__(8034);
// EXTERNAL MODULE: ./src/api/http.ts + 13 modules
var http = __webpack_require__(3968);
;// CONCATENATED MODULE: ./src/tasks/poller.ts









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
const mostRefusals = 3;
const poller_patience = 30_000;
const knownWords = new Set(['initializing', 'generating', 'done', 'failed']);
/**
 * Waits for all tasks of a step with one timer and one request for all of them. A task survives outages of five minutes
 * since the last good answer about it, whatever becomes of the others. When `signal` aborts, every task ends `unfinished`.
 */
class Poller {
    #api;
    #log;
    #signal;
    #watched = new Map();
    #strangeWords = new Set();
    #limit = pLimit(singlesAtOnce);
    #timer;
    #lastTick;
    #slowdown = 1;
    /** Of batches, one after the other. */
    #refusals = 0;
    /** When all was well, where people were told that it is not. */
    #wellBefore;
    constructor(api, log, signal) {
        this.#api = api;
        this.#log = log;
        this.#signal = signal;
        signal.addEventListener('abort', () => {
            this.#giveUp([...this.#watched.values()], (0,errors/* messageOf */.bD)(signal.reason));
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
                asked: false,
                well: performance.now(),
                troubled: false,
                settle: (ending) => {
                    this.#watched.delete(task.id);
                    if (this.#watched.size === 0)
                        this.#rest();
                    resolve(ending);
                },
            };
            this.#watched.set(task.id, watched);
            if (this.#signal.aborted)
                this.#giveUp([watched], (0,errors/* messageOf */.bD)(this.#signal.reason));
            else if (task.state !== 'running')
                this.#note(watched, task);
            if (this.#watched.size === 0)
                this.#rest();
            this.#arm();
        });
    }
    #rest() {
        clearTimeout(this.#timer);
        this.#lastTick = undefined;
    }
    /** Before the first look, the earliest first look; then the shortest interval that any task asks for by its age. */
    #arm() {
        clearTimeout(this.#timer);
        const all = [...this.#watched.values()];
        if (all.length === 0)
            return;
        const now = performance.now();
        const asked = Math.min(...all.map(({ rhythm, since }) => rhythm.interval(now - since)));
        const interval = Math.max(asked, Math.min(longestInterval, this.#slowdown * asked));
        const planned = this.#lastTick === undefined
            ? Math.min(...all.map(({ rhythm, since }) => since + rhythm.first))
            : this.#lastTick + interval;
        const shifted = planned + interval * jitter * (2 * Math.random() - 1);
        this.#timer = setTimeout(() => {
            this.#tick(planned, interval);
        }, Math.max(0, shifted - now));
    }
    /** Asks about whatever is due, and does not wait for the answers: one that is late holds up no other. */
    #tick(planned, interval) {
        const now = performance.now();
        // Ticks that were missed are not caught up with: the grid starts anew.
        this.#lastTick = now - planned > interval ? now : planned;
        const due = [...this.#watched.values()].filter(({ rhythm, since, notBefore, asked }) => !asked && now - since >= rhythm.first - interval * jitter && now >= notBefore);
        for (const watched of due) {
            watched.asked = true;
            // Between two looks nobody knows of trouble.
            if (!watched.troubled)
                watched.well = now;
        }
        if (due.length === 1 || this.#refusals >= mostRefusals)
            this.#askSingly(due);
        else {
            for (let i = 0; i < due.length; i += creatify/* batchSize */.C)
                void this.#askTogether(due.slice(i, i + creatify/* batchSize */.C));
        }
        this.#arm();
    }
    async #askTogether(page) {
        try {
            const answer = await this.#get(page, (patience) => this.#api.getTasks(page.map(({ task }) => task.id), patience));
            this.#refusals = answer === undefined ? this.#refusals + 1 : 0;
            const tasks = new Map((answer ?? []).map((task) => [task.id, task]));
            this.#askSingly(page.filter((watched) => {
                const task = tasks.get(watched.task.id);
                if (task)
                    this.#answered(watched, task);
                return task === undefined;
            }));
        }
        catch (error) {
            // One task may be what the API stumbles over: the others are then to be had singly.
            if (error instanceof api_error/* ApiError */.hD && (error.status ?? 0) >= 500)
                this.#askSingly(page);
            else
                this.#bear(error, page);
        }
    }
    #askSingly(due) {
        for (const watched of due) {
            const { id } = watched.task;
            void this.#limit(async () => {
                if (!this.#watched.has(id))
                    return;
                try {
                    const task = await this.#get([watched], (patience) => this.#api.getTask(id, patience));
                    this.#answered(watched, task);
                }
                catch (error) {
                    this.#bear(error, [watched]);
                }
            });
        }
    }
    /**
     * One GET that goes on through trouble for a while: a later tick goes on after it, so that one task holds up no other.
     * What the API asks to wait is waited, and slows all later looks down.
     */
    async #get(asking, request) {
        const began = performance.now();
        const giveUp = new AbortController();
        const told = { slower: false };
        try {
            return await request({
                ms: Math.max(...asking.map(({ well }) => well)) + http/* maxOutage */.C - began,
                signal: AbortSignal.any([this.#signal, giveUp.signal]),
                onRetry: (failure) => {
                    this.#trouble(failure, asking);
                    if (failure.status === 429)
                        told.slower = true;
                    else if (performance.now() - began > poller_patience)
                        giveUp.abort(failure);
                },
            });
        }
        finally {
            if (told.slower) {
                this.#slowdown *= 2;
                this.#lastTick = performance.now();
                this.#arm();
            }
        }
    }
    #trouble(failure, asking) {
        for (const watched of asking)
            watched.troubled = true;
        if (this.#wellBefore !== undefined)
            return;
        this.#wellBefore = Math.min(...asking.map(({ well }) => well));
        this.#log.info(`${failure.message}. The tasks go on; asking again.`);
    }
    /** An answer that is of no use is an outage as well, unless no later one can be better. */
    #bear(error, asking) {
        if (this.#signal.aborted)
            return;
        const passing = error instanceof api_error/* ApiError */.hD && error.status !== 401;
        if (passing)
            this.#trouble(error, asking);
        const now = performance.now();
        this.#giveUp(asking.filter(({ well }) => !passing || now - well >= http/* maxOutage */.C), (0,errors/* messageOf */.bD)(error));
        for (const watched of asking)
            watched.asked = false;
    }
    #answered(watched, task) {
        watched.asked = false;
        watched.troubled = false;
        watched.well = performance.now();
        if (this.#wellBefore !== undefined &&
            ![...this.#watched.values()].some((each) => each.troubled)) {
            this.#log.info(`The API answers again after ${(0,base_text/* formatDuration */.a3)(watched.well - this.#wellBefore)}.`);
            this.#wellBefore = undefined;
        }
        if (task)
            this.#note(watched, task);
        else
            this.#miss(watched);
    }
    #note(watched, task) {
        const { name, settle } = watched;
        if (task.rawStatus !== watched.task.rawStatus && task.state === 'running')
            this.#log.info(`${name}: ${task.rawStatus}`);
        watched.task = task;
        watched.missing = undefined;
        if (!knownWords.has(task.rawStatus.toLowerCase()) && !this.#strangeWords.has(task.rawStatus)) {
            this.#strangeWords.add(task.rawStatus);
            this.#log.warning(`${name}: the API reports the unknown status "${task.rawStatus}". Waiting on.`);
        }
        if (task.state === 'failed') {
            const unsaid = 'The API gave no reason. Change the params, or run this again.';
            settle({ status: 'failed', task, reason: task.failedReason ?? unsaid });
        }
        else if (task.state === 'done' && task.assets.length > 0) {
            settle({ status: 'done', task });
        }
        else if (task.state === 'done') {
            watched.bareLooks += 1;
            watched.notBefore = performance.now() + bareWait;
            if (watched.bareLooks <= bareLooks)
                return;
            const raw = (0,json/* isRecord */.u)(task.raw) ? { ...task.raw, input_params: undefined } : task.raw;
            const quoted = JSON.stringify(raw).slice(0, 600);
            settle({
                status: 'failed',
                task,
                reason: `The task is done and has no assets. Give the id to Creatify's support. The API says: ${quoted}`,
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
        const reason = `The API does not know the task ${watched.task.id} any more. Check that the credentials are of the same account, then run this again.`;
        watched.settle({ status: 'failed', task: watched.task, reason });
    }
    #giveUp(watched, reason) {
        for (const { settle, task } of watched)
            settle({ status: 'unfinished', task, reason });
    }
}

;// CONCATENATED MODULE: ./src/tasks/generate.ts








/**
 * Creates every generation that is ready and has no task, waits for all, and hands each outcome to `settle` the moment it
 * is known, so that one's files are saved while others are waited for. A child starts when its parents are done. Ends of
 * generations are values: it rejects only when `settle` does.
 */
async function generate(batch, api, waiting, settle) {
    const { timeout, signal } = waiting;
    const late = new AbortController();
    const timer = setTimeout(() => {
        late.abort(new Error(`not done when the timeout of ${(0,base_text/* formatDuration */.a3)(timeout)} was over`));
    }, timeout);
    const stop = AbortSignal.any([signal, late.signal]);
    try {
        await new Line(batch, api, waiting, stop, settle).run();
    }
    finally {
        clearTimeout(timer);
    }
}
const heartbeat = 30_000;
const priceLooks = 6;
const pricePause = 5000;
const pricePatience = 10_000;
/** Everything that is asked for, waiting for its turn, under way or ended. */
class Line {
    #api;
    #how;
    #stop;
    #settle;
    #poller;
    #creator;
    #known;
    #waiting;
    #hasChains;
    /** Tasks in flight, or about to be. */
    #running = 0;
    /** Started, and not handed over yet. */
    #open = 0;
    #ends = new Map();
    #kinds = new Map();
    #settling = [];
    #allOver = Promise.withResolvers();
    constructor({ ready, ended }, api, how, stop, settle) {
        const { log, claims, timeout } = how;
        this.#api = api;
        this.#how = how;
        this.#stop = stop;
        this.#settle = settle;
        this.#poller = new Poller(api, log, stop);
        const deadline = performance.now() + timeout;
        this.#creator = new Creator(api, { log, claims, stop, deadline });
        this.#known = ready.filter(({ task }) => task);
        this.#waiting = new Set(ready.filter(({ task }) => !task));
        this.#hasChains = ready.some(({ generation }) => generation.parents.length > 0);
        for (const outcome of ended) {
            this.#note(outcome);
            this.#handOver(outcome);
        }
    }
    async run() {
        const started = performance.now();
        const beat = setInterval(() => {
            this.#how.log.info(this.#progress(performance.now() - started));
        }, heartbeat);
        const move = () => {
            this.#move();
        };
        this.#stop.addEventListener('abort', move);
        try {
            for (const planned of this.#known)
                this.#start(planned);
            this.#move();
            await this.#allOver.promise;
            await Promise.all(this.#settling);
        }
        finally {
            clearInterval(beat);
            this.#stop.removeEventListener('abort', move);
        }
    }
    #progress(ms) {
        const ends = [...this.#ends.values()];
        const total = ends.length + this.#running + this.#waiting.size;
        if (total === 1)
            return `Still generating: ${(0,base_text/* formatDuration */.a3)(ms)}`;
        const done = ends.filter(({ status }) => status === 'done').length;
        const parts = [
            `${done} of ${total} done`,
            ...(ends.length > done ? [`${ends.length - done} not`] : []),
            `${this.#running} generating`,
            ...(this.#waiting.size > 0 ? [`${this.#waiting.size} waiting`] : []),
        ];
        return `${parts.join(', ')}; ${(0,base_text/* formatDuration */.a3)(ms)}`;
    }
    /** Nobody who waits for no other may start now, and they are the most. */
    #isFull() {
        return this.#running >= this.#how.concurrency && !this.#creator.closed;
    }
    /** Starts what may start, in the order asked, and ends what never will. */
    #move() {
        for (let changed = !this.#isFull() || this.#hasChains; changed;) {
            changed = false;
            for (const planned of this.#waiting) {
                if (planned.generation.parents.length === 0 && this.#isFull())
                    continue;
                const turn = this.#turnOf(planned);
                if (turn === 'wait')
                    continue;
                this.#waiting.delete(planned);
                if (turn === 'start')
                    this.#start(planned);
                else {
                    const outcome = { generation: planned.generation, reused: false, ...turn };
                    this.#note(outcome);
                    this.#handOver(outcome);
                    changed = true;
                }
            }
        }
        if (this.#waiting.size === 0 && this.#open === 0)
            this.#allOver.resolve(undefined);
    }
    #turnOf({ generation }) {
        const { closed } = this.#creator;
        if (closed)
            return closed;
        const ends = generation.parents.map((parent) => this.#ends.get(parent));
        const bad = ends.find((end) => end !== undefined && end.status !== 'done');
        if (bad)
            return orphaned(bad);
        if (ends.includes(undefined))
            return 'wait';
        if (this.#running >= this.#how.concurrency)
            return 'wait';
        const { budget } = this.#how;
        if (!budget)
            return 'start';
        const kind = this.#kinds.get(generation) ?? kindOf(this.#orderOf(generation));
        this.#kinds.set(generation, kind);
        const verdict = budget.may(kind);
        if (verdict === 'start' || (verdict === 'wait' && this.#open > 0))
            return verdict;
        return skipped(budget.explain(kind), false);
    }
    #orderOf(generation) {
        const { params, problems } = generation.resolve((name) => {
            const end = this.#ends.get(name);
            return end?.status === 'done' ? (0,load/* parentResult */.q2)(end.generation, end.task) : undefined;
        });
        return { model: generation.model, params, problems };
    }
    #start(planned) {
        this.#running += 1;
        this.#open += 1;
        this.#work(planned).catch((error) => {
            this.#allOver.reject(error);
        });
    }
    async #work(planned) {
        const { budget } = this.#how;
        const { generation, task } = planned;
        const chained = generation.parents.length > 0;
        const resolved = this.#orderOf(generation);
        // What a recalled child was made from is what the API says.
        const params = task && chained ? task.params : resolved.params;
        const order = { model: generation.model, params };
        const sent = chained ? { sent: params } : {};
        const stake = budget?.start(kindOf(order), order.model);
        const told = { generation, reused: task !== undefined, ...sent };
        const refused = task || !chained ? [] : (planned.review?.(resolved) ?? []);
        const errors = refused.filter(({ severity }) => severity === 'error');
        const outcome = errors.length > 0
            ? { ...told, ...failed(errors.map(({ message }) => message).join(' ')) }
            : await this.#generate(planned, told, order);
        this.#running -= 1;
        this.#note(outcome);
        this.#move();
        const priced = stake && budget ? await this.#pay(outcome, stake, budget) : outcome;
        this.#handOver(priced);
        this.#open -= 1;
        this.#move();
    }
    async #generate({ generation, type, task: known }, told, order) {
        const { wait, pollInterval, log, onTask } = this.#how;
        const since = performance.now();
        const born = known ? { task: known } : await this.#creator.create(generation.name, order);
        if (!('task' in born) || born.task === undefined)
            return { ...told, ...born };
        const { task } = born;
        onTask({ ...told, task });
        if (!known)
            log.info(`${generation.name}: task ${task.id} of ${order.model} created`);
        if (!wait && task.state === 'running')
            return { ...told, status: 'submitted', task };
        const ending = await this.#poller.watch(generation.name, task, since, rhythmOf(type, pollInterval));
        if (ending.status === 'unfinished')
            return { ...told, ...ending };
        const seconds = told.reused ? null : (performance.now() - since) / 1000;
        return { ...told, ...ending, seconds };
    }
    /** A finished task that told no price is asked again for a while. */
    async #pay(outcome, stake, budget) {
        let end = outcome;
        for (let i = 0; i < priceLooks && end.status === 'done' && end.task.credits === 0; i += 1) {
            await (0,external_node_timers_promises_.setTimeout)(pricePause, undefined, { signal: this.#stop }).catch(() => undefined);
            if (this.#stop.aborted)
                break;
            const patience = { ms: pricePatience, signal: this.#stop };
            const task = await this.#api.getTask(end.task.id, patience).catch(() => undefined);
            if (task?.state === 'done')
                end = { ...end, task: { ...end.task, credits: task.credits } };
        }
        // What may exist and is not known stays in flight.
        if (end.status === 'failed' && end.ambiguous)
            return end;
        const task = 'task' in end ? end.task : undefined;
        const counts = task && (!end.reused || this.#how.ofThisRun(task));
        budget.end(stake, {
            credits: task?.credits ?? 0,
            counts: counts ?? false,
            done: end.status === 'done',
        });
        return end;
    }
    #note(outcome) {
        this.#ends.set(outcome.generation.name, outcome);
        this.#how.log.info(`${outcome.generation.name}: ${tell(outcome)}`);
    }
    #handOver(outcome) {
        const settled = this.#settle(outcome);
        settled.catch((error) => {
            this.#allOver.reject(error);
        });
        this.#settling.push(settled);
    }
}
/** What becomes of a child when its parent brought nothing. */
function orphaned({ generation, status, ...end }) {
    const stopped = status === 'unfinished' || (status === 'skipped' && 'stopped' in end && end.stopped);
    const became = status === 'skipped' ? 'was not started' : status === 'failed' ? 'failed' : `is ${status}`;
    return skipped(`it uses the result of ${generation.name}, which ${became}`, stopped);
}
function tell(outcome) {
    const { status } = outcome;
    switch (status) {
        case 'done': {
            const after = outcome.seconds === null ? '' : ` after ${(0,base_text/* formatDuration */.a3)(outcome.seconds * 1000)}`;
            return `done${after}, ${(0,base_text/* pluralize */.td)(outcome.task.credits, 'credit')}${outcome.reused ? ' paid earlier' : ''}`;
        }
        case 'submitted':
            return `submitted: task ${outcome.task.id}`;
        case 'failed':
        case 'unfinished':
        case 'skipped':
            return `${status}: ${outcome.reason}`;
    }
}

// EXTERNAL MODULE: ./src/reuse/ledger.ts
var reuse_ledger = __webpack_require__(403);
// EXTERNAL MODULE: ./src/manifest/graph.ts
var graph = __webpack_require__(8185);
// EXTERNAL MODULE: ./src/api/task.ts
var api_task = __webpack_require__(5347);
// EXTERNAL MODULE: ./src/start.ts
var start = __webpack_require__(2115);
// EXTERNAL MODULE: ./src/documents/schema.ts
var documents_schema = __webpack_require__(5147);
;// CONCATENATED MODULE: ./src/preflight.ts








const modelsPatience = 60_000;
const catalogPatience = 10_000;
/** Fetches the models and checks every generation. Rejects with ApiError when the models cannot be had. */
async function preflight(asked, balance, api, step) {
    const { signal } = step;
    const names = [...new Set(asked.generations.map(({ model }) => model))];
    const models = await api.models(names, { ms: modelsPatience, signal });
    const typeOf = new Map(models.map((model) => [model.model_name, model.generation_type]));
    const byName = new Map(asked.generations.map((generation) => [generation.name, generation]));
    const wrong = asked.findings.filter(({ severity }) => severity === 'error');
    const unreadable = new Set(wrong.flatMap((each) => (each.key === undefined ? each.generation : [])));
    const expected = (child) => child.resolve((name) => {
        const parent = byName.get(name);
        const kind = typeOf
            .get(parent?.model ?? '')
            ?.split('_')
            .at(-1);
        return (0,load/* standIn */.us)(child, 'to-come', kind, parent);
    });
    const checks = new Map(await Promise.all(models.map(async (model) => [model, await (0,documents_schema/* checkOf */.EG)(model)])));
    const unknown = names.filter((name) => !typeOf.has(name));
    const strange = await strangeModels(unknown, api, signal);
    const checked = asked.generations.map((generation) => {
        const model = models.find(({ model_name: name }) => name === generation.model);
        const check = model && checks.get(model);
        if (unreadable.has(generation.name))
            return { generation, findings: [] };
        if (!check)
            return { generation, findings: [unknownModel(generation, strange)] };
        const review = (resolved) => findingsOf(generation, resolved, { model, check, context: step.context });
        const known = wrong.filter((each) => each.generation === generation.name);
        const findings = [
            ...review(expected(generation)).filter(({ key }) => !known.some((each) => isWithin(key, each.key))),
            ...(step.wait || generation.parents.length === 0 ? [] : [cannotWait(generation)]),
        ];
        return { generation, findings, type: model.generation_type, review };
    });
    const findings = [
        ...asked.findings,
        ...checked.flatMap(({ findings: found }) => found),
        ...poverty(balance, step.dryRun),
    ];
    const faulty = new Set(findings.filter(({ severity }) => severity === 'error').map(({ generation }) => generation));
    return {
        planned: checked.flatMap(({ generation, type, review }) => review && !faulty.has(generation.name) ? { generation, type, review } : []),
        findings,
        balance,
        blocked: faulty.size > 0,
    };
}
/** What is said of a key that cannot be read is enough. */
function isWithin(key, outer) {
    return key === outer || (key?.startsWith(`${outer ?? ''}.`) ?? false);
}
function cannotWait({ name, parents, locate }) {
    const place = locate([]);
    const message = `\`${name}\` waits for the result of \`${parents.join('`, `')}\`, and \`wait: false\` waits for none. Remove one of the two.`;
    return { severity: 'error', generation: name, message, ...(place && { place }) };
}
function poverty(balance, dryRun) {
    if (balance === undefined || balance > 0)
        return [];
    const message = 'The Creatify account has no credits left. Top it up or wait for the next month of the plan, then run this again.';
    return [{ severity: dryRun ? 'warning' : 'error', message }];
}
/** For models that there are not, the names of those that there are; empty where they cannot be had. */
async function strangeModels(unknown, api, signal) {
    if (unknown.length === 0)
        return [];
    try {
        const catalog = await api.models(undefined, { ms: catalogPatience, signal });
        return catalog.map(({ model_name: name }) => name);
    }
    catch {
        signal.throwIfAborted();
        return [];
    }
}
function unknownModel({ name, model, modelAt }, models) {
    const message = `There is no model \`${model}\`.${(0,suggest/* didYouMean */.a)(model, models)} \`list-models: true\` shows what there is.`;
    return { severity: 'error', generation: name, message, ...(modelAt && { place: modelAt }) };
}
function findingsOf(generation, { params, problems }, { model, check, context }) {
    const local = [...localPaths(params, model, context), ...wrongKinds(params)];
    const taken = new Set(local.map(({ path }) => path.join('.')));
    const mismatches = check(params);
    const found = [
        ...problems,
        ...mismatches.filter(({ path }) => !taken.has(path.join('.'))),
        ...local,
    ];
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
    if (!model.generation_type.endsWith('_to_text'))
        return findings;
    const message = `${model.model_name} makes text, and this action saves files. Choose a model of another generation type.`;
    const { name, modelAt } = generation;
    const place = modelAt && { place: modelAt };
    return [...findings, { severity: 'error', generation: name, message, ...place }];
}
/** Paths of the workspace where the API wants URLs: it could not read them, and may charge all the same. */
function localPaths(params, model, context) {
    const properties = model.input_params_schema['properties'];
    return Object.entries(params).flatMap(([key, value]) => {
        const property = (0,json/* isRecord */.u)(properties) ? properties[key] : undefined;
        if (!/(^|_)urls?$/i.test(key) &&
            !((0,json/* isRecord */.u)(property) &&
                typeof property['format'] === 'string' &&
                /^ur[il]/.test(property['format'])))
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
/** A video, before it is made, where an image is wanted, and the other way round. */
function wrongKinds(params) {
    const made = new RegExp(`^https://${load/* standInHost */.yn}/(image|video|audio)/`);
    return Object.entries(params).flatMap(([key, value]) => {
        const [, wanted] = /^(image|video|audio)_urls?$/.exec(key) ?? [];
        const kinds = [value]
            .flat()
            .map((each) => (typeof each === 'string' ? made.exec(each)?.[1] : undefined) ?? wanted);
        const other = kinds.find((kind) => kind !== wanted);
        if (wanted === undefined || other === undefined)
            return [];
        const message = `\`${key}\` wants the URL of ${wanted === 'video' ? 'a video' : `an ${wanted}`}, and this is the result of a model that makes ${other}.`;
        return [{ severity: 'error', path: [key], message }];
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

;// CONCATENATED MODULE: ./src/reuse/recall.ts













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
async function recall(generations, prints, earlier, claims, api, { log, patience }) {
    const { tasks: entries, pending } = earlier;
    for (const id of Object.values(entries))
        claims.claim(id);
    const ids = (0,reuse_ledger/* notedIds */.Ty)(prints, earlier);
    const noted = generations.flatMap((generation) => {
        const id = ids.get(generation.name);
        return id === undefined ? [] : [{ generation, id }];
    });
    const known = await lookAll(noted.map(({ id }) => id), api, patience, { confirm: true });
    const limit = pLimit(recall_singlesAtOnce);
    const faults = new Map(await Promise.all(noted.map(async ({ generation: { name }, id }) => {
        return [name, await limit(uselessness, known.get(id), api, patience)];
    })));
    const order = (0,graph/* parentsFirst */.IT)(generations);
    const found = new Map();
    const anew = new Set();
    const useless = [];
    for (const generation of order) {
        const { name, parents } = generation;
        const id = ids.get(name);
        if (id === undefined)
            continue;
        const task = known.get(id);
        const parent = parents.find((each) => anew.has(each));
        const why = faults.get(name) ??
            (parent === undefined ? undefined : `was made from the result of ${parent}`);
        if (!task || why !== undefined) {
            log.info(`${name}: task ${id} ${why ?? ''}, so it is created anew.`);
            anew.add(name);
            if (task)
                useless.push(task);
        }
        else {
            log.info(`${name}: task ${id} was paid for earlier.`);
            found.set(generation, task);
        }
    }
    const left = order.flatMap((generation) => {
        const asked = prints.get(generation)?.asked ?? '';
        const times = Object.values(pending).filter((each) => each.asked.includes(asked));
        if (times.length === 0 || found.has(generation))
            return [];
        return [{ generation, asked, since: Math.min(...times.map(({ since }) => since)) - tolerance }];
    });
    const adopted = left.length > 0
        ? await adopt(left, found, claims, api, { log, patience })
        : { doubts: new Map(), open: new Set(), failed: [] };
    const { doubts, open, failed } = adopted;
    return {
        ready: generations.flatMap((generation) => {
            const task = found.get(generation);
            return task ? { generation, type: task.type, task } : [];
        }),
        ended: [...doubts].map(([generation, evidence]) => mayExist(generation, evidence)),
        useless: [...useless, ...failed],
        resolved: left.flatMap(({ generation, asked }) => doubts.has(generation) || open.has(generation) ? [] : asked),
    };
}
/**
 * Adds equal tasks of the list to `found`. Takes parents before children, and of those that wait for nobody the ones that
 * ask for most first: a task of theirs fits whoever asks for less.
 */
async function adopt(lost, found, claims, api, { log, patience }) {
    const earliest = Math.min(...lost.map(({ since }) => since));
    const list = await api.listTasksSince(earliest, patience).catch((error) => {
        patience.signal.throwIfAborted();
        return (0,errors/* messageOf */.bD)(error);
    });
    const tasks = typeof list === 'string' ? [] : list;
    const doubts = new Map();
    const open = new Set();
    const failed = [];
    const size = ({ generation: { params } }) => Object.keys(params).length;
    const roots = lost.filter(({ generation }) => generation.parents.length === 0);
    const children = lost.filter(({ generation }) => generation.parents.length > 0);
    for (const { generation, since } of [...roots.sort((a, b) => size(b) - size(a)), ...children]) {
        const { name, parents } = generation;
        const order = orderOf(generation, found);
        if (!order) {
            const undecided = new Set([...doubts.keys(), ...open].map((each) => each.name));
            if (parents.some((parent) => undecided.has(parent)))
                open.add(generation);
            continue;
        }
        const equal = equalTasks(tasks, order, since, claims);
        const alive = equal.find(({ id, state }) => state !== 'failed' && claims.claim(id));
        if (alive) {
            log.info(`${name}: task ${alive.id} of an earlier attempt is in the task list and taken.`);
            found.set(generation, alive);
            continue;
        }
        const dead = equal.find(({ id, state }) => state === 'failed' && claims.claim(id));
        if (dead) {
            log.info(`${name}: task ${dead.id} failed, so it is created anew.`);
            failed.push(dead);
            continue;
        }
        const evidence = typeof list === 'string' ? `the task list cannot be read (${list})` : doubt(list, since);
        // The files of a parent may have other URLs by now.
        const like = parents.length > 0 ? likeness : resemblance;
        const why = evidence ?? like(tasks, order, since, claims);
        if (why !== undefined)
            doubts.set(generation, why);
    }
    return { doubts, open, failed };
}
/** What an earlier attempt would have created; undefined where it cannot have: a parent is not done even now. */
function orderOf(generation, found) {
    const parents = new Map([...found].map(([parent, task]) => [parent.name, { parent, task }]));
    const isDone = (name) => parents.get(name)?.task.state === 'done';
    if (!generation.parents.every(isDone))
        return undefined;
    const { params } = generation.resolve((name) => {
        const made = parents.get(name);
        return made && (0,load/* parentResult */.q2)(made.parent, made.task);
    });
    return { model: generation.model, params };
}
function mayExist(generation, evidence) {
    const reason = `ambiguous create: an earlier attempt ended before it could note its task, and ${evidence}. A task may exist and cost credits. If one shows up at Creatify, collect it with the input \`task-id\`; to create all the same, set \`reuse: never\`.`;
    return { generation, reused: false, status: 'failed', task: undefined, reason, seconds: null };
}
/**
 * Why a task paid for earlier has nothing to give; undefined when it has, or will have. Files count as gone only when they
 * still are under the URLs that the task has a while later, because much depends on it.
 */
async function uselessness(task, api, patience) {
    if (!task)
        return 'is not known to the API any more';
    if (task.state === 'failed')
        return 'failed';
    if (task.state !== 'done' || !(await areGone(task, patience.signal)))
        return undefined;
    await (0,external_node_timers_promises_.setTimeout)(gonePause, undefined, { signal: patience.signal });
    const now = await api.getTask(task.id, patience);
    const gone = now?.state === 'done' && (await areGone(now, patience.signal));
    return gone ? 'is done, but its files are gone' : undefined;
}
const gonePause = 10_000;
async function areGone({ assets }, signal) {
    const gone = await Promise.all(assets.map(async ({ url }) => isGone(url, signal)));
    return gone.includes(true);
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
        ...(0,load/* unchained */.Iy)(task?.params ?? {}),
    });
    const ids = asked.map(({ id }) => id);
    const known = await lookAll(ids, api, patience, { confirm: false }).catch((error) => {
        return (0,errors/* messageOf */.bD)(error);
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
                task: (0,api_task/* unseen */.nv)(id),
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
        const task = await api.getTask(id, patience);
        if (task)
            found.set(id, task);
    })));
    for (let i = 0; i < ids.length; i += creatify/* batchSize */.C) {
        const page = ids.slice(i, i + creatify/* batchSize */.C);
        const batch = page.length === 1 ? undefined : await api.getTasks(page, patience);
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

;// CONCATENATED MODULE: ./src/report/outputs.ts

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
    'comment-url',
    'release-asset-urls',
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
        'comment-url': report.commentUrl ?? '',
        'release-asset-urls': JSON.stringify([...report.released.values()]),
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
    const one = (result) => sentence(`${result.name} ${verbs[result.status]}: ${result.failed_reason ?? ''}`);
    const goesOn = bad.filter(({ status, task_id: id }) => status === 'unfinished' && id !== null);
    const remote = goesOn.length === 0 ? '' : ` ${howToCollect(goesOn, remembered)}`;
    if (results.length === 1)
        return one(first) + remote;
    // Many often fail for one reason.
    const groups = [
        ...Map.groupBy(bad, ({ status, failed_reason: why }) => JSON.stringify([status, why])).values(),
    ];
    const reasons = groups
        .slice(0, 5)
        .map((group) => (group.length === 1 ? group.map(one).join('') : together(group)));
    const rest = groups.slice(5).flat().length;
    const more = rest > 0 ? [`And ${rest} more.`] : [];
    const told = [...reasons, ...more].join(' ');
    return `${bad.length} of ${results.length} generations did not succeed. ${told}${remote}`;
}
function together(group) {
    const names = group.slice(0, 5).map(({ name }) => name);
    const rest = group.length > 5 ? ` and ${group.length - 5} more` : '';
    const [{ status, failed_reason: reason } = { status: 'failed', failed_reason: '' }] = group;
    return sentence(`${names.join(', ')}${rest} ${pluralVerbs[status]}: ${reason ?? ''}`);
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
const pluralVerbs = {
    ...verbs,
    unfinished: 'are unfinished',
    skipped: 'were skipped',
};
function sentence(text) {
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
        : ` ${(0,base_text/* pluralize */.td)(errors.length - 1, 'more problem')} in the summary and the annotations.`;
    return `${whereOf(first)}${sentence(first.message)} Nothing was created.${more}`;
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

;// CONCATENATED MODULE: ./src/plan.ts




















/** This job's part of what is asked for, and what all of it is remembered by. */
async function plan_load(source, { inputs, context, log }) {
    // V8 would let hundreds of MB of garbage gather, for a speed that nobody who waits for tasks has any use for.
    if (source.kind === 'manifest') {
        for (const flag of ['--optimize-for-size', '--semi-space-growth-factor=1'])
            (0,external_node_v8_.setFlagsFromString)(flag);
    }
    const asked = await (0,load/* loadGenerations */.mw)(source, { context, env: inputs.exposedEnv });
    const prints = (0,reuse_ledger/* fingerprints */.WS)(asked.generations);
    if (!inputs.shard)
        return { asked, prints };
    const part = (0,graph/* partOf */.BU)(asked.generations, inputs.shard, ({ model, params }) => (0,json/* canonical */.$)([model, params]));
    const names = new Set(part.map(({ name }) => name));
    const { index, of } = inputs.shard;
    log.info(`Shard ${index} of ${of}: ${part.length} of ${(0,base_text/* pluralize */.td)(asked.generations.length, 'generation')}`);
    const findings = asked.findings.filter((each) => !each.generation || names.has(each.generation));
    return { asked: { generations: part, findings }, prints };
}
const nothingEarlier = { ready: [], ended: [], useless: [], resolved: [] };
const ledgerPatience = 4000;
/**
 * Recalls what is paid for, then checks the rest: what is paid for is collected whatever the rest has to fear. Where the API
 * cannot be asked, or the step is cancelled, the rest ends here; what is known to be paid for keeps its task id.
 */
async function prepare(asked, step, api, { ledger, claims, prints }) {
    const { inputs, log, signal } = step;
    const { generations, findings } = asked;
    const { earlier } = ledger;
    const told = { generations, findings, balance: undefined };
    const lost = (generation, reason) => signal.aborted ? neverStarted(generation, reason, true) : failedOutcome(generation, reason);
    let recalled = nothingEarlier;
    if (earlier) {
        try {
            const patience = { ms: Math.min(inputs.timeout, http/* maxOutage */.C), signal };
            recalled = await log.group('Look for tasks paid for earlier', async () => recall(generations, prints, earlier, claims, api, { log, patience }));
        }
        catch (error) {
            const reason = reasonOf(error, signal);
            const noted = (0,reuse_ledger/* notedIds */.Ty)(prints, earlier);
            const ended = generations.map((generation) => {
                const id = noted.get(generation.name);
                if (id === undefined)
                    return lost(generation, reason);
                return { generation, reused: true, status: 'unfinished', task: (0,api_task/* unseen */.nv)(id), reason };
            });
            const failure = noted.size === 0 && !signal.aborted ? { failure: reason } : {};
            return { ...told, ready: [], ended, useless: [], ...failure };
        }
    }
    const { ready, ended, useless } = recalled;
    const ids = new Map(ready.map(({ generation, task }) => [generation.name, task?.id]));
    ledger.learn((0,reuse_ledger/* fingerprinted */.g0)(prints, (name) => ids.get(name)), recalled.resolved);
    const known = new Set([...ready, ...ended].map(({ generation }) => generation));
    const rest = generations.filter((generation) => !known.has(generation));
    if (rest.length === 0)
        return { ...told, ready, ended, useless };
    try {
        const plan = await check({ ...asked, generations: rest }, step, api);
        const { planned, findings: problems, balance } = plan;
        const found = { findings: problems, balance };
        if (plan.blocked) {
            const blocked = rest.map((generation) => blockedOutcome(generation, problems));
            return { ...told, ...found, ready, ended: [...ended, ...blocked], useless };
        }
        // Only once this is kept can a later attempt find a task that this one had no time to note.
        const pending = planned.flatMap(({ generation }) => prints.get(generation)?.asked ?? []);
        await (0,errors/* orAborted */.H6)(ledger.open(api.now(), pending, ledgerPatience), signal);
        return { ...told, ...found, ready: [...ready, ...planned], ended, useless };
    }
    catch (error) {
        const reason = reasonOf(error, signal);
        const failure = ready.length + ended.length === 0 && !signal.aborted ? { failure: reason } : {};
        const over = rest.map((generation) => lost(generation, reason));
        return { ...told, ready, ended: [...ended, ...over], useless, ...failure };
    }
}
/** Why nothing more can start. Throws what is neither the API's nor the signal's doing. */
function reasonOf(error, signal) {
    if (signal.aborted)
        return (0,errors/* messageOf */.bD)(signal.reason);
    if (error instanceof api_error/* ApiError */.hD)
        return failureMessage(error);
    throw error;
}
/** Every problem of what is asked, before a credit is spent. Rejects with ApiError when the API cannot be asked. */
async function check(asked, step, api) {
    const { inputs, opening, context, log, signal } = step;
    return log.group('Check params against the live schema', async () => {
        const balance = tellBalance(await (opening.balance ?? (0,start/* readBalance */.u)(api, signal)), log);
        const { dryRun, wait } = inputs;
        const plan = await preflight(asked, balance, api, { dryRun, wait, context, signal });
        for (const { generation } of plan.planned) {
            log.info(`${generation.name}: the params fit ${generation.model}`);
        }
        return plan;
    });
}
function tellBalance(balance, log) {
    if (typeof balance === 'number') {
        log.info(`Balance: ${(0,base_text/* pluralize */.td)(balance, 'credit')}`);
        return balance;
    }
    if (balance)
        log.info(`The balance cannot be read (${balance.message}). Going on without it.`);
    return undefined;
}
/** Nothing was created: `failed` for what has findings of its own, `skipped` for the rest. */
function blockedOutcome(generation, findings) {
    const own = findings.filter((each) => each.severity === 'error' && each.generation === generation.name);
    if (own.length === 0)
        return neverStarted(generation, failureOfFindings((0,base_findings/* distinct */.d)(findings)) ?? '', false);
    return failedOutcome(generation, own.map(({ message }) => message).join(' '));
}
/** Nothing was created, and why. */
function failedOutcome(generation, reason) {
    return { generation, reused: false, status: 'failed', task: undefined, reason, seconds: null };
}
function neverStarted(generation, why, stopped) {
    return { generation, reused: false, status: 'skipped', reason: `not started: ${why}`, stopped };
}
/** The red sentence for what kept everything from starting. */
function failureMessage(error) {
    const message = (0,errors/* messageOf */.bD)(error);
    if (!(error instanceof api_error/* ApiError */.hD))
        return message;
    if (error.status === 401 || error.status === 403) {
        return `${message}. Check the secrets behind the inputs \`api-id\` and \`api-key\`; nothing was created.`;
    }
    const { status = 0 } = error;
    if (status === 404 || (status >= 300 && status < 400)) {
        return `${message}. Nothing was created. Check the input \`api-url\`.`;
    }
    return `${message}. Nothing was created; run this again when the API answers.`;
}

;// CONCATENATED MODULE: ./src/report/summary.ts







/** GitHub shows nothing at all of a summary above 1 MiB. */
const largestSummary = 1024 * 1024;
/** GitHub refuses a longer comment. */
const longestComment = 65_536;
/** The job summary as GitHub-flavoured Markdown: the richest rendering that fits. */
function summaryOf(report) {
    const { status, models } = report;
    const renderings = status === 'listed' && models
        ? [() => catalog(models, true), () => catalog(models, false)]
        : ladder.map((detail) => () => page(report, detail));
    return firstThatFits(renderings, (text) => Buffer.byteLength(text) <= largestSummary, report);
}
/** The comment as GitHub-flavoured Markdown: the richest rendering that fits. */
function commentOf(whole, { marker, withParams, footer }) {
    // What the account has left is nobody's business, and reasons and findings may quote a prompt.
    const report = { ...whole, balance: undefined, ...(withParams ? {} : withoutReasons(whole)) };
    const renderings = ladder
        .filter(({ params }) => withParams || !params)
        .map((detail) => () => `${marker}\n${page(report, detail)}\n${footer}\n`);
    return firstThatFits([...renderings, () => `${marker}\n${tooMuch(report)}\n${footer}\n`], (text) => text.length <= longestComment, report);
}
function withoutReasons({ findings, failure, results, }) {
    if (failure === undefined)
        return { findings: [], failure };
    const bad = results.filter(({ status }) => status !== 'done' && status !== 'submitted');
    const told = findings.length > 0
        ? `${(0,base_text/* pluralize */.td)(findings.length, 'problem')} found. The job summary says why.`
        : results.length > 0
            ? `${bad.length} of ${(0,base_text/* pluralize */.td)(results.length, 'generation')} did not succeed. The job summary says why.`
            : 'Nothing was generated. The job summary says why.';
    return { findings: [], failure: told };
}
/** Less and less: previews go first, then params, then rows. */
const ladder = [
    { previews: Infinity, params: true, rows: Infinity },
    { previews: 24, params: true, rows: Infinity },
    { previews: 0, params: true, rows: Infinity },
    { previews: 24, params: false, rows: Infinity },
    { previews: 0, params: false, rows: Infinity },
    ...[1000, 300, 100, 40, 10].map((rows) => ({ previews: 0, params: false, rows })),
];
function firstThatFits(renderings, fits, report) {
    for (const render of renderings) {
        const markdown = render();
        if (fits(markdown))
            return markdown;
    }
    return tooMuch(report);
}
function tooMuch(report) {
    return `## ${title(report)}\n\nThere is too much to show here; the output \`results-file\` has all of it.\n`;
}
function page(report, detail) {
    const { results, valid, findings, failure, balance, budget } = report;
    const parts = [`## ${title(report)}`];
    if (failure !== undefined)
        parts.push(`> [!CAUTION]\n> ${code(failure)}`);
    if (results.length > 0)
        parts.push(table(report, detail.rows));
    if (results.length === 0)
        parts.push(...valid.slice(0, detail.rows).map(validLine));
    if (results.length > detail.rows)
        parts.push(`And ${results.length - detail.rows} more.`);
    if (budget)
        parts.push(spending(budget, results));
    if (detail.previews > 0)
        parts.push(...previews(report, detail.previews));
    if (findings.length > 0)
        parts.push(findingsTable(findings.slice(0, detail.rows)));
    if (detail.params) {
        const shown = results.length > 0
            ? results.map(({ name, input_params: params }) => ({ name, params }))
            : valid;
        if (shown.length > 0)
            parts.push(foldedParams(shown));
    }
    if (balance !== undefined)
        parts.push(`Balance before this step: ${(0,base_text/* pluralize */.td)(balance, 'credit')}.`);
    return parts.join('\n\n') + '\n';
}
function title({ status, results, models }) {
    const done = results.filter((result) => result.status === 'done').length;
    switch (status) {
        case 'listed':
            return `Creatify: ${(0,base_text/* pluralize */.td)(models?.length ?? 0, 'model')}`;
        case 'validated':
            return 'Creatify: valid, nothing created';
        case 'skipped':
            return results.length === 0
                ? 'Creatify: skipped'
                : `Creatify: ${done} of ${results.length} done`;
        case 'submitted':
            return `Creatify: ${(0,base_text/* pluralize */.td)(results.length, 'task')} submitted`;
        case 'done':
        case 'failed':
        case 'unfinished':
            return results.length === 0
                ? `Creatify: ${status}`
                : `Creatify: ${done} of ${results.length} done`;
    }
}
/** What was spent, on what, and what was not started for it. */
function spending({ limit, spent, spentOn }, results) {
    const models = [...spentOn].map(([model, credits]) => `${code(model)} ${credits}`);
    const left = results.filter(({ failed_reason: reason }) => reason?.includes('`max-credits`'));
    const names = left.slice(0, mostNames).map(({ name }) => code(name));
    const more = left.length > mostNames ? ` and ${left.length - mostNames} more` : '';
    return [
        `Spent ${spent} of at most ${(0,base_text/* pluralize */.td)(limit, 'credit')}${models.length === 0 ? '' : `: ${models.join(', ')}`}.`,
        ...(left.length === 0 ? [] : [`Not started for it: ${names.join(', ')}${more}.`]),
    ].join(' ');
}
const mostNames = 40;
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
function table({ results, released }, most) {
    const rows = results
        .slice(0, most)
        .map((result) => [
        cell(result.name),
        cell(result.model_name),
        `${marks[result.status]} ${result.status}`,
        result.credits_used === 0 ? '' : String(result.credits_used),
        result.seconds === null ? '' : (0,base_text/* formatDuration */.a3)(result.seconds * 1000),
        result.assets.map((asset) => summary_link(asset, released)).join('<br>'),
    ].join(' | '));
    const head = 'Name | Model | Status | Credits | Time | Files';
    return [head, '--- | --- | --- | ---: | ---: | ---', ...rows]
        .map((row) => `| ${row} |`)
        .join('\n');
}
/** The file of a release stays; where the API keeps it, it may not. */
function placeOf({ url, path }, released) {
    return (path === null ? undefined : released.get(path)) ?? url;
}
function summary_link(asset, released) {
    const href = safeUrl(placeOf(asset, released));
    const label = asset.path === null ? `${asset.type} (not saved)` : asset.path;
    return href === undefined ? cell(label) : `<a href="${href}">${cell(label)}</a>`;
}
const previewWidth = 320;
const smallPreview = 260;
const previewsInRow = 3;
/** GitHub's image proxy gives up on larger ones. */
const largestPreview = 5 * 1024 * 1024;
/** Images, and what there is to see of others, linked to the file; with the name below where there are several names. */
function previews({ results, released }, most) {
    const pictures = results.flatMap(({ name, assets }) => assets.flatMap((asset) => {
        if (asset.path === null)
            return [];
        const whole = asset.type === 'image' && (asset.bytes ?? 0) <= largestPreview;
        const shown = whole ? asset.url : asset.thumbnail_url;
        const [href, src] = [safeUrl(placeOf(asset, released)), safeUrl(shown ?? '')];
        return href === undefined || src === undefined ? [] : [{ name, href, src }];
    }));
    if (pictures.length === 0)
        return [];
    const some = pictures.slice(0, most);
    const more = pictures.length > most ? [`And ${pictures.length - most} more.`] : [];
    const named = new Set(some.map(({ name }) => name)).size > 1;
    const link = ({ name, href, src }) => `<a href="${href}"><img src="${src}" alt="${attribute(name)}" width="${named ? smallPreview : previewWidth}"></a>`;
    if (!named)
        return [some.map(link).join('\n'), ...more];
    const cells = some.map((each) => `<td>${link(each)}<br><code>${attribute(each.name)}</code></td>`);
    const rows = cells.flatMap((_, i) => i % previewsInRow === 0 ? [`<tr>${cells.slice(i, i + previewsInRow).join('')}</tr>`] : []);
    return [`<table>\n${rows.join('\n')}\n</table>`, ...more];
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
    return [`## Creatify: ${(0,base_text/* pluralize */.td)(models.length, 'model')}`, ...parts].join('\n\n') + '\n';
}
function paramsOfModel({ input_params_schema: schema }) {
    const properties = (0,json/* isRecord */.u)(schema['properties']) ? schema['properties'] : {};
    const needed = Array.isArray(schema['required']) ? schema['required'] : [];
    const tell = (name) => {
        const property = properties[name];
        const takes = (0,documents_schema/* describe */.q0)(property);
        const fallback = (0,json/* isRecord */.u)(property) && 'default' in property
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

;// CONCATENATED MODULE: ./src/report/publish.ts












/** The runner's log. Every text is made harmless here, so that no room below has to. */
function runnerLog() {
    return {
        info(text) {
            core.info((0,base_text/* sanitizeLine */.g$)(text));
        },
        notice(text) {
            core.notice((0,base_text/* sanitizeLine */.g$)(text));
        },
        warning(text, place) {
            core.warning((0,base_text/* sanitizeLine */.g$)(text), place && annotationAt(place));
        },
        async group(title, work) {
            core.startGroup((0,base_text/* sanitizeLine */.g$)(title));
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
const toldAtOnce = 20;
const tellInterval = 1000;
/** Files go into the runner's temp folder under names that collide with nothing. */
async function publisher(temp, log) {
    await (0,promises_.mkdir)(temp, { recursive: true });
    const id = (0,external_node_crypto_.randomUUID)();
    const files = {
        results: (0,external_node_path_.join)(temp, `creatify-results-${id}.json`),
        models: (0,external_node_path_.join)(temp, `creatify-models-${id}.json`),
    };
    let pending = () => [];
    let told = 0;
    let timer;
    const tellTasks = () => {
        timer = undefined;
        core.setOutput('status', 'unfinished');
        for (const [name, value] of Object.entries(taskOutputs(pending())))
            core.setOutput(name, value);
    };
    const warned = new Set();
    return {
        tasks(results) {
            pending = results;
            told += 1;
            if (told <= toldAtOnce)
                tellTasks();
            else
                timer ??= setTimeout(tellTasks, tellInterval);
        },
        pending: () => pending(),
        outputs(report) {
            clearTimeout(timer);
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
                    const text = (0,base_text/* sanitizeLine */.g$)(`${where}${finding.message}`);
                    core[severity](text, {
                        title: (0,base_text/* sanitizeLine */.g$)(generation ?? 'Creatify'),
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
                log.info(`There is no job summary (${(0,errors/* messageOf */.bD)(error)}).`);
            }
        },
    };
}
function annotationAt({ file, line, column }) {
    return file === undefined ? {} : { file, startLine: line, startColumn: column };
}

;// CONCATENATED MODULE: ./src/report/github.ts






/** GitHub does not do what is wanted. The message says why, and what to change. */
class Refusal extends Error {
    name = 'Refusal';
}
const userAgent = 'creatify-asset-generator-action';
const requestTime = 30_000;
const uploadTime = 600_000;
/** GitHub by this token. The client is loaded here, because few runs need it. */
async function openGitHub(hub, token, { withoutSecrets, signal }) {
    if (token === '') {
        throw new Refusal("The input `github-token` is empty. Remove it: the default is the job's token.");
    }
    const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
    const quiet = () => undefined;
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    const octokit = getOctokit(token, { baseUrl: hub.apiUrl, userAgent, log });
    // Not a hook before it: calls without options of their own share one object, and would share the first one's time.
    octokit.hook.wrap('request', async (ask, options) => {
        const { signal: own } = options.request;
        const time = own ?? AbortSignal.any([signal, AbortSignal.timeout(requestTime)]);
        return ask({ ...options, request: { ...options.request, signal: time } });
    });
    const asking = { octokit, hub, withoutSecrets, signal };
    return {
        pullRequest: async (asked) => asked ?? hub.pullRequest ?? pullRequestOf(asking),
        comment: async (pullRequest, marker, body) => comment(asking, pullRequest, marker, body),
        attach: async (tag, files) => attach(asking, tag, files),
    };
}
/** A run that was started by another one is not told the pull requests of forks. */
async function pullRequestOf(asking) {
    const { octokit, hub } = asking;
    const { head, owner, repo } = hub;
    if (head === undefined)
        return undefined;
    const { data } = await patiently(asking, 'read pull requests', pulls, async () => octokit.rest.pulls.list({ owner, repo, head, state: 'open', per_page: 1 }));
    return data[0]?.number;
}
const pulls = 'pull-requests: write';
const contents = 'contents: write';
async function comment(asking, pullRequest, marker, body) {
    const { octokit, hub } = asking;
    const { owner, repo } = hub;
    const doing = 'comment on the pull request';
    for (let attempt = 1;; attempt += 1) {
        const mine = await ownComment(asking, pullRequest, marker);
        if (mine !== undefined) {
            const { data } = await patiently(asking, doing, pulls, async () => octokit.rest.issues.updateComment({ owner, repo, comment_id: mine, body }));
            return data.html_url;
        }
        const created = await patiently(asking, doing, pulls, async () => octokit.rest.issues
            .createComment({ owner, repo, issue_number: pullRequest, body })
            .catch((error) => {
            // Its answer may be lost and the comment there: it is looked for before it is written again.
            if (attempt < mostTries && (github_statusOf(error) ?? 0) >= 500)
                return undefined;
            throw error;
        }), { again: isRefused });
        if (created)
            return created.data.html_url;
        await github_pause(asking, attempt);
    }
}
/** Whether the token's owner wrote a comment is asked of GraphQL: an Actions token may not ask who it is. */
const ownComments = `
  query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
    repository(owner: $owner, name: $repo) {
      pullRequest(number: $number) {
        comments(first: 100, after: $after) {
          nodes { databaseId body viewerDidAuthor }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }`;
const mostPages = 100;
async function ownComment(asking, number, marker) {
    const { octokit, hub } = asking;
    const { owner, repo } = hub;
    let after = null;
    for (let page = 0; page < mostPages; page += 1) {
        const variables = { owner, repo, number, after };
        const answer = await patiently(asking, 'read the comments of the pull request', pulls, async () => octokit.graphql(ownComments, variables).catch((error) => {
            if (isUnknown(error))
                return undefined;
            throw error;
        }));
        const comments = inside(answer, 'repository', 'pullRequest', 'comments');
        const nodes = inside(comments, 'nodes');
        if (!Array.isArray(nodes)) {
            throw new Refusal(`There is no pull request #${number}. Correct the input \`pull-request\`.`);
        }
        for (const node of nodes) {
            const [id, body] = [inside(node, 'databaseId'), inside(node, 'body')];
            const isOwn = inside(node, 'viewerDidAuthor') === true;
            if (isOwn && typeof id === 'number' && typeof body === 'string' && body.startsWith(marker)) {
                return id;
            }
        }
        const cursor = inside(comments, 'pageInfo', 'endCursor');
        if (inside(comments, 'pageInfo', 'hasNextPage') !== true || typeof cursor !== 'string')
            break;
        after = cursor;
    }
    return undefined;
}
/** GraphQL's way of saying 404. */
function isUnknown(error) {
    const errors = inside(error, 'errors');
    return Array.isArray(errors) && errors.some((each) => inside(each, 'type') === 'NOT_FOUND');
}
function inside(value, ...keys) {
    return keys.reduce((inner, key) => ((0,json/* isRecord */.u)(inner) ? inner[key] : undefined), value);
}
async function attach(asking, tag, files) {
    const release = await releaseOf(asking, tag);
    if (release.immutable === true && !release.draft) {
        throw new Refusal(`The release ${tag} is immutable: it takes files only as a draft. Attach them before it is published.`);
    }
    const urls = new Map();
    const before = await assetsOf(asking, release);
    for (const file of files) {
        try {
            await removeAsset(asking, before.get((0,external_node_path_.basename)(file.path)));
            urls.set(file.path, await upload(asking, release, file));
        }
        catch (error) {
            if (!(error instanceof Refusal))
                throw error;
            const left = files.length - urls.size;
            const rest = left > 1
                ? ` ${(0,base_text/* pluralize */.td)(left - 1, 'more file')} ${left > 2 ? 'were' : 'was'} not tried.`
                : '';
            return { urls, problem: `${file.path}: ${error.message}${rest}` };
        }
    }
    return { urls, problem: undefined };
}
async function releaseOf(asking, tag) {
    const { octokit, hub } = asking;
    const { owner, repo } = hub;
    const doing = 'read the release';
    const published = await patiently(asking, doing, contents, async () => octokit.rest.repos.getReleaseByTag({ owner, repo, tag }).catch((error) => {
        if (github_statusOf(error) === 404)
            return undefined;
        throw error;
    }));
    if (published)
        return published.data;
    // By its tag a draft is not found.
    for (let page = 1; page <= mostPages; page += 1) {
        const { data } = await patiently(asking, doing, contents, async () => octokit.rest.repos.listReleases({ owner, repo, per_page: 100, page }));
        const draft = data.find((each) => each.tag_name === tag);
        if (draft)
            return draft;
        if (data.length < 100)
            break;
    }
    throw new Refusal(`There is no release with the tag ${tag}, or this token may not see it as a draft. Create it first, like \`gh release create ${tag} --draft\`, and give the job \`permissions: contents: write\`.`);
}
const mostUploads = 4;
/** Resolves with the URL that stays. */
async function upload(asking, release, file) {
    const { octokit, hub } = asking;
    const name = (0,external_node_path_.basename)(file.path);
    const doing = `attach ${name} to the release`;
    for (let attempt = 1;; attempt += 1) {
        const data = await (0,external_node_fs_.openAsBlob)(file.file);
        const answer = await patiently(asking, doing, contents, async () => octokit
            .request({
            method: 'POST',
            url: release.upload_url,
            name,
            data,
            headers: { 'content-type': file.mediaType },
            request: { signal: AbortSignal.any([asking.signal, AbortSignal.timeout(uploadTime)]) },
        })
            .then((answered) => answered.data)
            .catch((error) => {
            // What came of it is a leftover, or the file: either way it is in the way of the next try.
            if (attempt < mostUploads && ((github_statusOf(error) ?? 0) >= 500 || exists(error))) {
                return undefined;
            }
            throw error;
        }));
        const url = inside(answer, 'browser_download_url');
        if (typeof url === 'string') {
            const final = inside(answer, 'name');
            const shown = encodeURIComponent(typeof final === 'string' ? final : name);
            // A draft's URL changes when it is published.
            return release.draft
                ? `${hub.serverUrl}/${hub.owner}/${hub.repo}/releases/download/${encodeURIComponent(release.tag_name)}/${shown}`
                : url;
        }
        if (attempt >= mostUploads)
            throw new Refusal(`GitHub's answer to an upload was not understood. Re-run the job.`);
        await github_pause(asking, attempt);
        await removeAsset(asking, (await assetsOf(asking, release)).get(name));
    }
}
function exists(error) {
    const errors = inside(error, 'response', 'data', 'errors');
    return (github_statusOf(error) === 422 &&
        Array.isArray(errors) &&
        errors.some((each) => inside(each, 'code') === 'already_exists'));
}
/** The ids of a release's files by name: older ones, and what broken uploads left. */
async function assetsOf(asking, { id }) {
    const { octokit, hub } = asking;
    const { owner, repo } = hub;
    const ids = new Map();
    for (let page = 1; page <= mostPages; page += 1) {
        const { data } = await patiently(asking, 'read the files of the release', contents, async () => octokit.rest.repos.listReleaseAssets({ owner, repo, release_id: id, per_page: 100, page }));
        for (const asset of data)
            ids.set(asset.name, asset.id);
        if (data.length < 100)
            break;
    }
    return ids;
}
async function removeAsset(asking, id) {
    if (id === undefined)
        return;
    const { octokit, hub } = asking;
    const { owner, repo } = hub;
    await patiently(asking, 'replace a file of the release', contents, async () => octokit.rest.repos.deleteReleaseAsset({ owner, repo, asset_id: id }).catch((error) => {
        if (github_statusOf(error) === 404)
            return undefined;
        throw error;
    }));
}
const mostTries = 4;
const longestWait = 60_000;
/**
 * Asks, and again after trouble that passes: no answer, 5xx, and rate limits that end within a minute; where `again` is
 * given, only after what it is true for. Throws Refusal with what was being done, and the permission that is missing.
 */
async function patiently(asking, doing, permission, ask, { again = () => true } = {}) {
    for (let attempt = 1;; attempt += 1) {
        asking.signal.throwIfAborted();
        try {
            return await ask();
        }
        catch (error) {
            const wait = waitAfter(error, attempt);
            if (attempt === mostTries || wait === undefined || wait > longestWait || !again(error)) {
                throw new Refusal(github_sentence(error, doing, permission, asking));
            }
            await (0,external_node_timers_promises_.setTimeout)(wait, undefined, { signal: asking.signal });
        }
    }
}
/** True when GitHub said no, so that nothing came of it. */
function isRefused(error) {
    return (github_statusOf(error) ?? 500) < 500;
}
/** Milliseconds; undefined when asking again is of no use. */
function waitAfter(error, attempt) {
    const status = github_statusOf(error);
    const headers = inside(error, 'response', 'headers');
    const after = Number(inside(headers, 'retry-after'));
    if (status === 429 || status === 403) {
        if (after > 0)
            return after * 1000;
        if (String(inside(headers, 'x-ratelimit-remaining')) !== '0')
            return undefined;
        return Math.max(1000, Number(inside(headers, 'x-ratelimit-reset')) * 1000 - Date.now());
    }
    return status !== undefined && status >= 500 ? delay(attempt) : undefined;
}
function delay(attempt) {
    return 1000 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
}
async function github_pause({ signal }, attempt) {
    await (0,external_node_timers_promises_.setTimeout)(delay(attempt), undefined, { signal });
}
function github_statusOf(error) {
    const status = (0,json/* isRecord */.u)(error) ? error['status'] : undefined;
    return typeof status === 'number' ? status : undefined;
}
function github_sentence(error, doing, permission, { withoutSecrets }) {
    const status = github_statusOf(error);
    const message = (0,errors/* messageOf */.bD)(error).replace(/ - https:\/\/docs\.github\.com\S*/, '');
    const otherReason = /rate limit|locked/i.test(message);
    const forbidden = status === 403 || /not accessible by/i.test(message);
    if (forbidden && !otherReason) {
        const needed = permission === contents ? `\`${contents}\`` : `\`contents: read\` and \`${permission}\``;
        const cure = withoutSecrets
            ? 'This run is for a pull request from a fork or by Dependabot, whose token may only read.'
            : `Add \`permissions:\` with ${needed} to the job.`;
        return `GitHub does not let this token ${doing} (${message}). ${cure}`;
    }
    if (status === 401) {
        return `GitHub does not accept the token in \`github-token\`, so it cannot ${doing} (${message}).`;
    }
    return `GitHub could not ${doing} (${status === undefined ? '' : `${status}: `}${message}).`;
}

;// CONCATENATED MODULE: ./src/report/share.ts






/**
 * Attaches the files to the release and keeps the comment up to date, as the inputs say. Resolves with the report and where
 * that is to be seen. What GitHub refuses is a warning: the files are safe. Never rejects.
 */
async function share(report, sharing) {
    const { inputs, context, log, signal } = sharing;
    const { comment, releaseTag, githubToken } = inputs;
    const nothing = report.results.length + report.findings.length + report.valid.length === 0;
    if ((!comment && releaseTag === undefined) || nothing || report.models || signal.aborted) {
        return report;
    }
    const { withoutSecrets } = context;
    return log.group('Show the results on GitHub', async () => {
        const warn = (error) => {
            if (!signal.aborted)
                log.warning(`${(0,errors/* messageOf */.bD)(error)} The files are safe.`);
        };
        let shared = report;
        try {
            const github = await openGitHub(context.hub, githubToken, { withoutSecrets, signal });
            if (releaseTag !== undefined) {
                shared = await attached(shared, releaseTag, github, sharing).catch((error) => {
                    warn(error);
                    return report;
                });
            }
            if (comment)
                shared = await commented(shared, github, sharing);
        }
        catch (error) {
            warn(error);
        }
        return shared;
    });
}
async function attached(report, tag, github, { context, log }) {
    const files = report.results
        .flatMap(({ assets }) => assets)
        .flatMap(({ path, media_type: mediaType }) => path === null
        ? []
        : [
            {
                path,
                file: (0,external_node_path_.join)(context.workspace, path),
                mediaType: mediaType ?? 'application/octet-stream',
            },
        ]);
    if (files.length === 0)
        return report;
    const { urls, problem } = await github.attach(tag, files);
    for (const [path, url] of urls)
        log.info(`${path}: ${url}`);
    if (problem !== undefined)
        log.warning(`${problem} The files are safe in the workspace.`);
    return { ...report, released: urls };
}
async function commented(report, github, { inputs, context, log }) {
    const number = await github.pullRequest(inputs.pullRequest);
    if (number === undefined) {
        log.info('There is no pull request to comment on. The input `pull-request` can name one.');
        return report;
    }
    const marker = markerOf(inputs.key, context);
    const withParams = inputs.comment !== 'without-params';
    const body = commentOf(report, { marker, withParams, footer: footerOf(context) });
    const commentUrl = await github.comment(number, marker, body);
    log.info(`Comment: ${commentUrl}`);
    return { ...report, commentUrl };
}
/** One comment per pull request, workflow, job, step and key. */
function markerOf(key, { workflow, job, step }) {
    const identity = JSON.stringify([workflow, job, step, key]);
    const id = (0,external_node_crypto_.createHash)('sha256').update(identity).digest('hex').slice(0, 32);
    return `<!-- creatify-asset-generator ${id} -->`;
}
function footerOf({ hub: { sha, runUrl } }) {
    const run = safeUrl(runUrl);
    const commit = sha === '' ? '' : `Commit ${code(sha.slice(0, 7))}`;
    const link = run === undefined ? '' : `<a href="${run}">the run that made this</a>`;
    return `<sub>${[commit, link].filter((part) => part !== '').join(' · ')}</sub>`;
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
    budget: undefined,
    released: new Map(),
    commentUrl: undefined,
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
        const explained = stopped || error instanceof errors/* InputError */.dz || error instanceof api_error/* ApiError */.hD;
        if (!explained)
            bug = error instanceof Error ? error : new Error(String(error));
        report = {
            ...known,
            status: stopped ? 'unfinished' : 'failed',
            failure: stopped ? `${capital((0,errors/* messageOf */.bD)(cancelled.reason))}.` : failureMessage(error),
        };
    }
    publish.outputs(report);
    if ('value' in opening.inputs && !bug) {
        const { value: inputs } = opening.inputs;
        report = await share(report, { inputs, context, log, signal: cancelled });
        publish.outputs(report);
    }
    publish.findings(report.findings);
    if (opening.summary)
        await publish.summary(report);
    if (bug)
        throw bug;
    if (report.failure !== undefined)
        throw new errors/* StepFailure */.pH(report.failure);
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
        const patience = { ms: Math.min(inputs.timeout, http/* maxOutage */.C), signal };
        const batch = await log.group('Look for the tasks', async () => collect(source.tasks, api, { log, patience }));
        return finish({ ...batch, useless: [], findings: [], balance: undefined }, step, api, {
            claims,
            folder,
            began,
        });
    }
    const { asked, prints } = await plan_load(source, step);
    if (inputs.shard && asked.generations.length === 0 && !failureOfFindings(asked.findings)) {
        log.notice('This shard has no part of the manifest: what has to stay together makes fewer parts than there are jobs.');
        return { ...nothing, status: 'done', findings: asked.findings };
    }
    if (inputs.dryRun)
        return dryRun(asked, step, api);
    const scope = { reuse: inputs.reuse, key: inputs.key, apiOrigin: inputs.apiUrl.origin };
    const ledger = await (0,reuse_ledger/* openLedger */.au)(scope, context, step);
    try {
        const stores = { claims, folder, ledger, prints, began };
        const batch = await prepare(asked, step, api, stores);
        return await finish(batch, step, api, stores);
    }
    finally {
        await ledger.close(signal.aborted ? ledgerHurry : ledgerTime);
    }
}
const ledgerTime = 5000;
const ledgerHurry = 1000;
async function dryRun(asked, step, api) {
    const failed = (ended) => asked.generations.map((generation) => resultOf(ended(generation)));
    try {
        const { findings: all, balance, planned, blocked } = await check(asked, step, api);
        const findings = (0,base_findings/* distinct */.d)(all);
        const valid = planned.map(({ generation: { name, model, params } }) => ({
            name,
            model,
            params,
        }));
        if (!blocked)
            return { ...nothing, status: 'validated', valid, findings, balance };
        const results = failed((generation) => blockedOutcome(generation, all));
        return { ...nothing, results, findings, balance, failure: failureOfFindings(findings) };
    }
    catch (error) {
        if (!(error instanceof api_error/* ApiError */.hD) || step.signal.aborted)
            throw error;
        const failure = failureMessage(error);
        const results = failed((generation) => failedOutcome(generation, failure));
        return { ...nothing, results, findings: (0,base_findings/* distinct */.d)(asked.findings), failure };
    }
}
/** Waits, saves and reports. */
async function finish(batch, step, api, stores) {
    const { inputs, context, log, publish, signal } = step;
    const { generations, ready, ended, findings, balance } = batch;
    const { folder, claims, ledger, prints, began } = stores;
    const fresh = freshener(api, signal);
    const save = assetSaver({ folder, temp: context.temp, log, signal, fresh });
    const names = (0,filename/* fileNames */.jx)(generations.map(({ name }) => name));
    const stems = new Map(generations.map((generation, i) => [generation, names[i] ?? '']));
    const results = new Map();
    const taskIds = new Map();
    const inOrder = () => generations.flatMap((generation) => results.get(generation) ?? []);
    const settled = (generation) => {
        ledger?.settle(prints?.get(generation)?.asked ?? '');
    };
    let stopped = false;
    const settle = async (outcome) => {
        const { generation } = outcome;
        stopped ||= outcome.status === 'skipped' && outcome.stopped;
        if (!('ambiguous' in outcome && outcome.ambiguous))
            settled(generation);
        results.set(generation, await save(outcome, stems.get(generation) ?? ''));
    };
    const onTask = (begun) => {
        const { generation, task } = begun;
        const reason = 'The step ended before this task did.';
        results.set(generation, resultOf({ ...begun, status: 'unfinished', reason }));
        publish.tasks(inOrder);
        taskIds.set(generation.name, task.id);
        const print = prints?.get(generation)?.of((parent) => taskIds.get(parent));
        if (print !== undefined)
            ledger?.record(print, task.id);
        settled(generation);
    };
    const paidElsewhere = inputs.reuse === 'always' ? ledger?.earlier?.runs : undefined;
    const ofThisRun = ({ id }) => (paidElsewhere?.[id] ?? context.runId) === context.runId;
    const budget = inputs.maxCredits === undefined ? undefined : new Budget(inputs.maxCredits);
    for (const task of batch.useless.filter(ofThisRun))
        budget?.spend(task.model, task.credits);
    const spent = ready.some(({ task }) => task) ? performance.now() - began : 0;
    const timeout = Math.max(1, inputs.timeout - spent);
    await log.group('Generate', async () => {
        const how = { ...inputs, timeout, signal, log, claims, budget, ofThisRun, onTask };
        await generate({ ready, ended }, api, how, settle);
    });
    if (inputs.gallery)
        await saveGallery(inOrder(), { folder, context, log });
    const problems = (0,base_findings/* distinct */.d)(findings);
    const wrong = failureOfFindings(problems);
    // What is wrong with a file as a whole is nobody's result.
    const wholly = problems.some(({ severity, generation, place }) => severity === 'error' && place && !generation);
    return {
        ...nothing,
        findings: problems,
        balance,
        budget: budget && { limit: budget.limit, spent: budget.spent, spentOn: budget.spentOn },
        status: wholly || (wrong !== undefined && results.size === 0) ? 'failed' : worst(inOrder(), stopped),
        failure: wrong ?? batch.failure ?? failureOf(inOrder(), ledger?.remembers ?? true),
        results: inOrder(),
    };
}
function withoutCredentials(context, log) {
    if (context.withoutSecrets) {
        log.notice('No Creatify credentials: GitHub gives no secrets to pull requests from forks and by Dependabot. Nothing was generated.');
        return { ...nothing, status: 'skipped' };
    }
    throw new errors/* InputError */.dz('Inputs `api-id` and `api-key` need the Creatify credentials. Add the secrets CREATIFY_API_ID and CREATIFY_API_KEY to the repository, and the lines `api-id: ${{ secrets.CREATIFY_API_ID }}` and `api-key: ${{ secrets.CREATIFY_API_KEY }}` to this step.');
}
const freshPatience = 30_000;
/** Asks a task again, for URLs that work; undefined when it cannot be asked. */
function freshener(api, signal) {
    return async (task) => api.getTask(task.id, { ms: freshPatience, signal }).catch(() => undefined);
}
function closing({ status, results, models, valid }) {
    if (status === 'listed')
        return `${(0,base_text/* pluralize */.td)(models?.length ?? 0, 'model')} listed.`;
    if (status === 'validated')
        return `${(0,base_text/* pluralize */.td)(valid.length, 'generation')} valid. Dry run: nothing was created.`;
    if (status === 'submitted')
        return `${(0,base_text/* pluralize */.td)(results.length, 'task')} submitted. Collect with the input \`task-id\`.`;
    if (results.length === 0)
        return `Creatify: ${status}.`;
    const files = results.reduce((sum, { assets }) => sum + assets.length, 0);
    const credits = results.reduce((sum, { reused, credits_used: used }) => sum + (reused ? 0 : used), 0);
    const longest = Math.max(...results.map(({ seconds }) => seconds ?? 0));
    const time = longest === 0 ? '' : `, ${(0,base_text/* formatDuration */.a3)(longest * 1000)}`;
    return `${(0,base_text/* pluralize */.td)(results.length, 'generation')} done: ${(0,base_text/* pluralize */.td)(files, 'file')}, ${(0,base_text/* pluralize */.td)(credits, 'credit')}${time}.`;
}


/***/ })

};
