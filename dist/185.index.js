export const id = 185;
export const ids = [185];
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

/***/ 2371:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ didYouMean),
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(766);


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

/***/ 2214:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ SpelledScalar)
/* harmony export */ });
/** A number or boolean of a YAML file whose spelling there is not that of its value: `3.10`, `001100`, `True`. */
class SpelledScalar {
    value;
    source;
    constructor(value, source) {
        this.value = value;
        this.source = source;
    }
}


/***/ }),

/***/ 6185:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(6058);
// EXTERNAL MODULE: ./src/api/error.ts
var api_error = __webpack_require__(4106);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/inputs/guarded-folders.ts
var guarded_folders = __webpack_require__(1581);
;// CONCATENATED MODULE: ./src/base/filename.ts

const longestName = 100;
const device = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/**
 * A generation's name as a file name that every system takes: `A-Za-z0-9._-`, no dot or dash at either end, no device name.
 * A long name is cut, with a hash of all of it at its end, so that names that begin alike stay apart. A name that keeps no
 * letter and no digit is `asset`.
 */
function fileName(name) {
    if (!/[A-Za-z0-9]/.test(name))
        return 'asset';
    const safe = name
        .replace(/[^A-Za-z0-9._-]+/g, '-')
        .replace(/^[.-]+/, '')
        .replace(/(?<=[^.-])[.-]+$/, '')
        .replace(device, '_$1');
    if (safe.length <= longestName)
        return safe;
    const hash = (0,external_node_crypto_.createHash)('sha256').update(name).digest('hex').slice(0, 8);
    return `${safe.slice(0, longestName - hash.length - 1)}-${hash}`;
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

// EXTERNAL MODULE: ./src/base/json.ts
var base_json = __webpack_require__(3659);
;// CONCATENATED MODULE: ./src/base/reservations.ts




/**
 * Reservations as files of a folder, one a name, each made only if it is not there: of two processes at once, one gets it.
 * `spelling` gives equal names one spelling. The folder is made with the first of them.
 */
function reservations(folder, spelling) {
    const own = new Set();
    const fileOf = (name) => (0,external_node_path_.join)(folder, (0,external_node_crypto_.createHash)('sha256').update(spelling(name)).digest('hex'));
    return {
        isOwn: (name) => own.has(spelling(name)),
        isTaken: (name) => own.has(spelling(name)) || (0,external_node_fs_.existsSync)(fileOf(name)),
        reserve(name) {
            if (own.has(spelling(name)))
                return 'taken';
            own.add(spelling(name));
            try {
                (0,external_node_fs_.mkdirSync)(folder, { recursive: true });
            }
            catch {
                return 'unknown';
            }
            try {
                (0,external_node_fs_.closeSync)((0,external_node_fs_.openSync)(fileOf(name), 'wx'));
                return 'reserved';
            }
            catch (error) {
                if (!(0,base_json/* isRecord */.u4)(error) || error['code'] !== 'EEXIST')
                    return 'unknown';
                own.delete(spelling(name));
                return 'taken';
            }
        },
    };
}

;// CONCATENATED MODULE: ./src/assets/output-folder.ts








/**
 * Throws InputError where `output-dir` is no folder, or leads out of the workspace or into `.git` or `.github` through a
 * link. Writes nothing.
 */
async function openOutputFolder({ outputDir }, context) {
    await insideWorkspace(outputDir, context);
    // Case makes no two files on every system.
    const paths = reservations((0,external_node_path_.join)(context.temp, 'creatify-files'), (path) => path.toLowerCase());
    return {
        async place(source, stem, ext, mayReplace = () => true) {
            const at = (name) => (0,external_node_path_.join)(outputDir, `${name}.${ext}`);
            let keptExisting;
            const free = firstFree(stem, (name) => {
                const path = at(name);
                if (isFolder(path) || (isThere(path) && !mayReplace(path)))
                    return false;
                const own = paths.isOwn(path);
                const got = paths.reserve(path);
                // Where nothing can be reserved, no file is replaced.
                if (got === 'unknown')
                    return !(0,external_node_fs_.existsSync)(path);
                if (got === 'taken' && !own && name === stem)
                    keptExisting = path;
                return got === 'reserved';
            });
            const target = at(free);
            await (0,promises_.mkdir)(outputDir, { recursive: true });
            await insideWorkspace(outputDir, context);
            await move(source, target);
            const show = (path) => (0,external_node_path_.relative)(context.workspace, path).split(external_node_path_.sep).join('/');
            return { path: show(target), keptExisting: keptExisting && show(keptExisting) };
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
    const guarded = (0,guarded_folders/* guardedFolder */.T)((0,external_node_path_.join)(away, (0,external_node_path_.relative)(existing, folder)));
    if (guarded !== undefined) {
        throw new errors/* InputError */.dz(`Input \`output-dir\`: ${shown} leads into ${guarded} through a symbolic link. Choose another folder.`);
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

// EXTERNAL MODULE: ./src/base/url.ts
var base_url = __webpack_require__(7384);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(370);
// EXTERNAL MODULE: ./src/base/text.ts
var base_text = __webpack_require__(766);
;// CONCATENATED MODULE: ./src/assets/asset-error.ts
/** Why an asset cannot be had: of the host or of the file, and no fault of ours. The message is the end of a sentence. */
class AssetError extends Error {
    name = 'AssetError';
    /** The status that the host answered. */
    status;
    /** Trying again may help. */
    transient;
    constructor(message, { status, transient = false } = {}) {
        super(message);
        this.status = status;
        this.transient = transient;
    }
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./src/assets/asset-url.ts



/** Signed URLs have up to 2,000. */
const longestUrl = 8192;
/**
 * A URL that a file may be fetched from: `https`, with a host that has a name. Addresses and `localhost` are refused, so
 * that nobody reads a service of the runner's network through us; names are not resolved to find out. `loopback`: the API
 * itself is on loopback, so that files may be there too, by `http` as well. Throws AssetError.
 */
function assetUrl(text, { loopback }, base) {
    if (text.length > longestUrl) {
        throw new AssetError(`the URL has more than ${longestUrl} characters`);
    }
    const url = URL.parse(text, base?.href);
    if (url && !url.username && !url.password) {
        const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
        if (loopback && (0,base_url/* isLoopback */.U)(url.hostname) && /^https?:$/.test(url.protocol))
            return url;
        if (url.protocol === 'https:') {
            if ((0,external_node_net_.isIP)(host) === 0 && !/(^|\.)localhost$/.test(host))
                return url;
            throw new AssetError('URLs with an IP address or `localhost` are not fetched');
        }
    }
    throw new AssetError('only https URLs without credentials are fetched');
}
/** Whether a later step may be given the URL: the same rules as for fetching it. */
function isAssetUrl(text, { loopback }) {
    try {
        assetUrl(text, { loopback });
        return true;
    }
    catch (error) {
        if (error instanceof AssetError)
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/proxy.js
var lib_proxy = __webpack_require__(9783);
;// CONCATENATED MODULE: ./src/assets/media.ts
/** So many bytes from the start of a file are enough to judge it. */
const headSize = 64 * 1024;
/** The kinds of files that keep their extension, each with the content types it is served under. */
const kinds = {
    png: ['image/png'],
    apng: ['image/apng'],
    jpg: ['image/jpeg', 'image/jpg', 'image/pjpeg'],
    gif: ['image/gif'],
    webp: ['image/webp'],
    avif: ['image/avif'],
    heic: ['image/heic', 'image/heif'],
    jxl: ['image/jxl'],
    jp2: ['image/jp2'],
    bmp: ['image/bmp', 'image/x-ms-bmp'],
    tif: ['image/tiff'],
    ico: ['image/x-icon', 'image/vnd.microsoft.icon'],
    psd: ['image/vnd.adobe.photoshop'],
    ktx: ['image/ktx'],
    mp4: ['video/mp4'],
    m4v: ['video/x-m4v'],
    mov: ['video/quicktime'],
    webm: ['video/webm'],
    mkv: ['video/matroska', 'video/x-matroska'],
    avi: ['video/vnd.avi', 'video/x-msvideo', 'video/avi'],
    mpg: ['video/mpeg'],
    ogv: ['video/ogg'],
    '3gp': ['video/3gpp'],
    '3g2': ['video/3gpp2'],
    flv: ['video/x-flv'],
    // Not `ts` or `mts`: Node runs files of that name.
    m2t: ['video/mp2t'],
    mp3: ['audio/mpeg', 'audio/mp3'],
    m4a: ['audio/mp4', 'audio/x-m4a'],
    aac: ['audio/aac'],
    wav: ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
    flac: ['audio/flac', 'audio/x-flac'],
    ogg: ['audio/ogg'],
    oga: [],
    opus: ['audio/opus'],
    weba: ['audio/webm'],
    aif: ['audio/aiff', 'audio/x-aiff'],
    caf: ['audio/x-caf'],
    amr: ['audio/amr'],
    mid: ['audio/midi'],
    glb: ['model/gltf-binary'],
    stl: ['model/stl'],
    '3mf': ['model/3mf'],
    fbx: ['model/fbx'],
    usdz: ['model/vnd.usdz+zip'],
};
/**
 * Decides by the first `headSize` bytes of a file that is not empty, by what they were recognised as, and by the content
 * type it was served under. Takes time in proportion to the bytes, whatever they are.
 */
function judge(head, detected, contentType) {
    const text = textOf(head, detected !== undefined && Object.hasOwn(kinds, detected.ext));
    if (text !== undefined)
        return judgeText(text, detected);
    if (isPage(latin1(head)))
        return refused('the file is an HTML page');
    const found = detected?.ext === 'mts' ? transportStream(head) : (detected ?? tiff(head));
    if (found && Object.hasOwn(kinds, found.ext))
        return asset(found.ext, bare(found.mime) ?? '', true);
    if (startsWith(head, pngSignature) && head.length < pngHeader)
        return refused('the file is cut short');
    const mediaType = bare(contentType);
    const [ext] = Object.entries(kinds).find(([, types]) => types.includes(mediaType ?? '')) ?? [];
    return ext === undefined || mediaType === undefined
        ? asset('bin', 'application/octet-stream', false)
        : asset(ext, mediaType, false);
}
function asset(ext, mediaType, known) {
    return { kind: 'asset', ext, mediaType, known };
}
function refused(reason) {
    return { kind: 'refused', reason };
}
function judgeText(text, detected) {
    if (isPage(text))
        return refused('the file is an HTML page');
    const root = rootOf(text);
    if (root !== undefined) {
        const name = root.split(':').at(-1)?.toLowerCase();
        if (name === 'svg')
            return asset('svg', 'image/svg+xml', true);
        return refused(name === 'html' ? 'the file is an HTML page' : 'the file is XML and no picture');
    }
    // The library takes any text for a model that begins with "solid".
    if (detected?.ext === 'stl' && /\bfacet\s+normal\b/.test(text))
        return asset('stl', 'model/stl', true);
    const isJson = /^\s*(\{\s*["}]|\[\s*(["{[\]\d-]|true|false|null))/.test(text);
    return refused(isJson ? 'the file is JSON' : 'the file is plain text');
}
/**
 * By the binary data bytes of the MIME Sniffing Standard, or by the mark of UTF-16. Bytes that are no UTF-8 are taken for
 * text of another encoding, unless they are of a known kind.
 */
function textOf(head, isKnown) {
    for (const [label, mark] of utf16) {
        if (!startsWith(head, mark))
            continue;
        const even = head.subarray(0, head.length - (head.length % 2));
        const text = new TextDecoder(label).decode(even);
        return /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]|\ufffd(?!$)/.test(text) ? undefined : text;
    }
    const isBinary = head.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte));
    if (isBinary)
        return undefined;
    try {
        // A character may be cut in half where the head ends.
        return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    }
    catch {
        return isKnown ? undefined : new TextDecoder('latin1').decode(head);
    }
}
const utf16 = [
    ['utf-16be', [0xfe, 0xff]],
    ['utf-16le', [0xff, 0xfe]],
];
function latin1(head) {
    return new TextDecoder('latin1').decode(head.subarray(0, 1024));
}
function isPage(text) {
    return /^\ufeff?\s*<(!doctype\s+html|html|head|body|title|script)[\s>]/i.test(text);
}
/** The name of the root element of XML, behind declaration, comments and document type; undefined for what is no XML. */
function rootOf(text) {
    let at = text.startsWith('\ufeff') ? 1 : 0;
    for (;;) {
        const space = /\S/g;
        space.lastIndex = at;
        at = space.exec(text)?.index ?? text.length;
        const end = endOfMarkup(text, at);
        if (end === undefined)
            return /^<([A-Za-z_][\w:.-]{0,99})[\s/>]/.exec(text.slice(at, at + 110))?.[1];
        if (end === -1)
            return undefined;
        at = end;
    }
}
/** Where a declaration, comment or document type that begins at `at` ends; -1: nowhere; undefined: there is none. */
function endOfMarkup(text, at) {
    const behind = (end, from) => {
        const found = text.indexOf(end, from);
        return found === -1 ? -1 : found + end.length;
    };
    if (text.startsWith('<!--', at))
        return behind('-->', at + 4);
    if (text.startsWith('<?', at))
        return behind('?>', at + 2);
    if (!text.startsWith('<!', at))
        return undefined;
    const plain = behind('>', at);
    const subset = text.indexOf('[', at);
    if (subset === -1 || plain === -1 || subset > plain)
        return plain;
    const closed = behind(']', subset);
    return closed === -1 ? -1 : behind('>', closed);
}
const packet = 188;
/** Its packets of 188 bytes begin with `G`: all of them, where the library looks at two. */
function transportStream(head) {
    const from = head[0] === 0x47 ? { start: 0, step: packet } : { start: 4, step: packet + 4 };
    for (let at = from.start; at < head.length; at += from.step) {
        if (head[at] !== 0x47)
            return undefined;
    }
    return { ext: 'm2t', mime: 'video/mp2t' };
}
/** The directory of a TIFF may stand behind the picture, where the library does not see it. */
function tiff(head) {
    const isTiff = startsWith(head, [0x49, 0x49, 42, 0]) || startsWith(head, [0x4d, 0x4d, 0, 42]);
    return isTiff ? { ext: 'tif', mime: 'image/tiff' } : undefined;
}
/** The signature and the first chunk, which every PNG has. */
const pngHeader = 33;
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
function startsWith(head, bytes) {
    return bytes.every((byte, i) => head[i] === byte);
}
/** A media type without its parameters. */
function bare(type) {
    return type?.split(';')[0]?.trim().toLowerCase();
}

;// CONCATENATED MODULE: ./src/assets/download.ts









const mostTries = 3;
const mostRedirects = 5;
const gigabyte = 1024 ** 3;
const largestFile = 10 * gigabyte;
/** What a download leaves free on the disk: for the outputs of this step and for the steps behind it. */
const reserve = gigabyte / 10;
/** The free disk is looked at again after so many bytes. */
const lookAfter = 64 * 1024 ** 2;
const kilobyte = 1024;
/** So many looks at the speed fall into the time in which a file must bring something. */
const looks = 6;
/**
 * Fetches one file into the temp folder. Three tries, where another may help. Rejects with AssetError for what the host or
 * the file is to blame for, with Node's own error for what the disk refuses, and with the signal's reason; nothing is left
 * on the disk then.
 */
async function download(url, how) {
    const { temp, log, durations, signal } = how;
    const folder = (0,external_node_path_.join)(temp, 'creatify-downloads');
    await (0,promises_.mkdir)(folder, { recursive: true });
    const temporary = (0,external_node_path_.join)(folder, (0,external_node_crypto_.randomUUID)());
    for (let tries = 1;; tries += 1) {
        try {
            return await tryOnce(url, temporary, how);
        }
        catch (error) {
            await (0,promises_.rm)(temporary, { force: true });
            signal.throwIfAborted();
            if (!(error instanceof AssetError && error.transient) || tries === mostTries)
                throw error;
            const { retryPause } = durations;
            const pause = retryPause * (1 + Math.random());
            log.info(`${url}: ${error.message}. The next try is in ${(0,base_text/* formatDuration */.a3)(pause)}.`);
            await (0,external_node_timers_promises_.setTimeout)(pause, undefined, { signal }).catch(() => {
                signal.throwIfAborted();
            });
        }
    }
}
/** True when the server says that there is no such file any more. A 403 or trouble of any other kind does not say so. */
async function isGone(url, { loopback, durations, signal }) {
    const stop = AbortSignal.any([signal, AbortSignal.timeout(durations.probe)]);
    try {
        const response = await request(url, { loopback, signal: stop });
        await drop(response);
        return false;
    }
    catch (error) {
        if (error instanceof AssetError)
            return error.status === 404 || error.status === 410;
        if (stop.aborted)
            return false;
        throw error;
    }
}
async function tryOnce(url, temporary, how) {
    const tooSlow = new AbortController();
    const signal = AbortSignal.any([how.signal, tooSlow.signal]);
    const speed = watchSpeed(how.durations.slowest, (message) => {
        tooSlow.abort(new AssetError(message));
    });
    try {
        const response = await request(url, { loopback: how.loopback, signal });
        return await save(response, temporary, { temp: how.temp, signal, arrived: speed.arrived });
    }
    finally {
        speed.stop();
    }
}
/** The answer of the file itself, behind its redirects. No credentials are sent to anybody. */
async function request(url, { loopback, signal }) {
    let at = assetUrl(url, { loopback });
    for (let hops = 0;; hops += 1) {
        const init = {
            redirect: 'manual',
            signal,
            headers: { 'accept-encoding': 'identity' },
            ...(await agentFor(at)),
        };
        const response = await network(fetch(at, init), signal);
        const { status, headers } = response;
        if (response.ok)
            return response;
        await drop(response);
        const location = headers.get('location');
        if (location === null || ![301, 302, 303, 307, 308].includes(status)) {
            const transient = status >= 500 || status === 408 || status === 429;
            throw new AssetError(`the server answered ${status}`, { status, transient });
        }
        if (hops === mostRedirects)
            throw new AssetError(`the server redirects more than ${mostRedirects} times`);
        at = assetUrl(location, { loopback }, at);
    }
}
/** Node's own fetch takes the agent of this undici, which therefore loads only behind a proxy. */
async function agentFor(url) {
    const proxy = (0,lib_proxy/* getProxyUrl */.s)(url);
    if (!proxy)
        return undefined;
    const { ProxyAgent } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 6752, 19));
    return { dispatcher: new ProxyAgent(proxy.href) };
}
/** Ends a body that nobody wants, and its connection with it. */
async function drop({ body }) {
    // A connection that breaks now is what is wanted.
    await body?.cancel().catch(() => undefined);
}
/** What the network gives; its failures as AssetError, the end of the signal as its reason. */
async function network(work, signal) {
    try {
        return await work;
    }
    catch (error) {
        signal.throwIfAborted();
        const cause = error instanceof Error && error.cause;
        // Node's fetch wraps every failure of the network so.
        if (!(error instanceof TypeError && cause instanceof Error))
            throw error;
        throw new AssetError(`the connection failed (${reasonOf(cause)})`, { transient: true });
    }
}
/** Several addresses that were tried come as an error without a message. */
function reasonOf(cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    return cause.message || code || cause.name;
}
const encodings = ['identity', 'gzip', 'x-gzip', 'deflate', 'br'];
/** Streams a body to a file, hashed on the way. Node's fetch has decoded it: bytes are those of the file. */
async function save({ body, headers }, temporary, how) {
    const { temp, signal, arrived } = how;
    const encoding = headers.get('content-encoding')?.toLowerCase() ?? 'identity';
    const isPlain = encoding === 'identity';
    if (!encoding.split(',').every((each) => encodings.includes(each.trim()))) {
        throw new AssetError('the server sent an encoding that nobody asked for');
    }
    const announced = isPlain ? Number(headers.get('content-length') ?? 0) : 0;
    let most = await mostBytes(temp);
    if (announced > most)
        throw tooLarge(most);
    const sha256 = (0,external_node_crypto_.createHash)('sha256');
    const head = new Uint8Array(announced > 0 ? Math.min(announced, headSize) : headSize);
    let bytes = 0;
    let nextLook = lookAfter;
    const reader = body?.getReader();
    const file = await (0,promises_.open)(temporary, 'w');
    try {
        for (;;) {
            const value = reader && (await nextOf(reader, signal));
            if (value === undefined)
                break;
            if (bytes < head.length)
                head.set(value.subarray(0, head.length - bytes), bytes);
            arrived(value.length);
            bytes += value.length;
            if (bytes > nextLook) {
                most = Math.min(largestFile, bytes + (await mostBytes(temp)));
                nextLook = bytes + lookAfter;
            }
            if (bytes > most)
                throw tooLarge(most);
            sha256.update(value);
            await writeAll(file, value);
        }
    }
    finally {
        await reader?.cancel().catch(() => undefined);
        await file.close();
    }
    return {
        temporary,
        bytes,
        sha256: sha256.digest('hex'),
        head: head.subarray(0, bytes),
        contentType: headers.get('content-type') ?? undefined,
    };
}
async function nextOf(reader, signal) {
    const { value } = await network(reader.read(), signal);
    return value;
}
async function writeAll(file, bytes) {
    for (let done = 0; done < bytes.length;) {
        done += (await file.write(bytes, done)).bytesWritten;
    }
}
/** How many more bytes a file may bring: ten gigabytes, or what the disk has. */
async function mostBytes(temp) {
    const { bavail, bsize } = await (0,promises_.statfs)(temp);
    const free = bavail * bsize;
    return Math.min(largestFile, free - Math.min(reserve, free / 10));
}
function tooLarge(most) {
    return most >= largestFile
        ? new AssetError(`the file has more than ${largestFile / gigabyte} GB`)
        : new AssetError('the disk of the runner has no room for it');
}
/** Tells `giveUp` when less than a kilobyte a second came for `slowest` milliseconds. */
function watchSpeed(slowest, giveUp) {
    let bytes = 0;
    const past = [0];
    const timer = setInterval(() => {
        past.push(bytes);
        if (past.length <= looks)
            return;
        const before = past.shift() ?? 0;
        if (bytes - before < (slowest / 1000) * kilobyte) {
            giveUp(`less than 1 KB/s came for ${(0,base_text/* formatDuration */.a3)(slowest)}`);
        }
    }, slowest / looks);
    return {
        arrived(more) {
            bytes += more;
        },
        stop() {
            clearInterval(timer);
        },
    };
}
/** True for an error of the disk: it has a code, like `ENOSPC`, and names what was tried. */
function isDiskError(error) {
    return error instanceof Error && 'code' in error && 'syscall' in error;
}
/** What the disk refused, for people: the file, and why. `folder`: where it is, for errors that name no file. */
function diskReason(error, folder) {
    const { message, path = folder } = error;
    const file = 'dest' in error && typeof error.dest === 'string' ? error.dest : path;
    const [, reason = message] = /^[A-Z0-9]+: ([^,]+)/.exec(message) ?? [];
    return `${file}: ${reason}`;
}

;// CONCATENATED MODULE: ./src/assets/save.ts








const downloadsAtOnce = 4;
const longestShownUrl = 2000;
/** Makes the function that turns an outcome into a result. It never rejects: what cannot be saved fails that result only. */
function assetSaver(saving) {
    const limit = (0,p_limit/* default */.A)(downloadsAtOnce);
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
            assets: saved.flatMap(({ asset }) => published(asset, saving)),
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
/** The asset as later steps may use it: nothing where its URL is none that may be fetched, and no such thumbnail. */
function published(asset, { loopback }) {
    if (!isAssetUrl(asset.url, { loopback }))
        return [];
    const { thumbnail_url: thumbnail } = asset;
    const isUsable = thumbnail !== null && isAssetUrl(thumbnail, { loopback });
    return [{ ...asset, thumbnail_url: isUsable ? thumbnail : null }];
}
async function saveAll(task, stem, saving, limit) {
    let again;
    const freshUrl = async (i) => {
        again ??= saving.fresh(task);
        return (await again)?.assets[i]?.url;
    };
    const fetched = await Promise.all(task.assets.map((asset, i) => limit(async () => {
        try {
            return { asset, file: await fetchAsset(asset, async () => freshUrl(i), saving) };
        }
        catch (error) {
            return { asset, problem: problemOf(error, asset, { task, stem, saving }) };
        }
    })));
    const saved = [];
    // One after the other, so that names are given in the order of the assets.
    for (const [i, { asset, file, problem }] of fetched.entries()) {
        const lost = { ...asset, path: null, bytes: null, sha256: null, media_type: null };
        if (!file) {
            saved.push({ asset: lost, problem });
            continue;
        }
        const numbered = task.assets.length > 1 ? `${stem}-${i + 1}` : stem;
        try {
            saved.push({ asset: { ...asset, ...(await place(file, numbered, saving)) } });
        }
        catch (error) {
            saved.push({ asset: lost, problem: problemOf(error, asset, { task, stem, saving }) });
        }
        finally {
            await (0,promises_.rm)(file.temporary, { force: true });
        }
    }
    return saved;
}
/**
 * Downloads and judges one file; a URL that answers 403, 404 or 410 is asked for again, once. Throws for whatever keeps it
 * from being a whole asset; nothing is left in the temp folder then.
 */
async function fetchAsset({ url }, freshUrl, saving) {
    const file = await download(url, saving)
        .then((downloaded) => ({ ...downloaded, url }))
        .catch(async (error) => {
        const status = error instanceof AssetError ? error.status : undefined;
        const gone = status === 403 || status === 404 || status === 410;
        const newer = gone ? await freshUrl() : undefined;
        if (newer === undefined)
            throw error;
        saving.log.info(`${url} answered ${status ?? ''}; the task was asked for a fresh URL.`);
        return { ...(await download(newer, saving)), url: newer };
    });
    try {
        if (file.bytes === 0)
            throw new AssetError('the file is empty');
        const { detected, bug } = await detect(file.head);
        const verdict = judge(file.head, detected, file.contentType);
        if (verdict.kind === 'refused')
            throw new AssetError(verdict.reason);
        const { ext, mediaType, known } = verdict;
        const unknown = known ? undefined : `its bytes are of no kind that is known here`;
        return { ...file, ext, mediaType, remark: bug ?? unknown };
    }
    catch (error) {
        await (0,promises_.rm)(file.temporary, { force: true });
        throw error;
    }
}
/** What a file was recognised as. A failure of the library is no fault of the file: it is told, and the file is kept. */
async function detect(head) {
    try {
        const { fileTypeFromBuffer } = await __webpack_require__.e(/* import() */ 377).then(__webpack_require__.bind(__webpack_require__, 8377));
        return { detected: await fileTypeFromBuffer(head) };
    }
    catch (error) {
        const bug = `its kind could not be found out (${(0,errors/* messageOf */.bD)(error)}). This is a bug in the action`;
        return { detected: undefined, bug };
    }
}
async function place(file, stem, { folder, log }) {
    const { temporary, url, ext, mediaType, remark, bytes, sha256 } = file;
    const { path, keptExisting } = await folder.place(temporary, stem, ext);
    if (keptExisting !== undefined) {
        log.warning(`${keptExisting} was written by another step of this job and stays; this file is ${path}.`);
    }
    if (remark !== undefined) {
        log.warning(`${path} is kept under this name, but ${remark}. Look at it before you use it.`);
    }
    log.info(`${path}: ${mediaType}, ${bytes} bytes`);
    return { url, path, bytes, sha256, media_type: mediaType };
}
/** Why an asset is not on the disk, for people. What nobody expected is told as a fault of ours, with its stack in the log. */
function problemOf(error, { type, url }, { task, stem, saving }) {
    const { log, signal, temp } = saving;
    const because = (reason) => `The ${type} at ${(0,base_text/* truncate */.xv)(url, longestShownUrl)} could not be saved: ${reason}.`;
    const tell = (problem) => {
        log.info(`${stem}: ${problem}`);
        return problem;
    };
    if (signal.aborted)
        return tell(because((0,errors/* messageOf */.bD)(signal.reason)));
    if (error instanceof AssetError || error instanceof errors/* InputError */.dz)
        return tell(because(error.message.replace(/\.$/, '')));
    if (isDiskError(error)) {
        const reason = because(diskReason(error, temp));
        return tell(`${reason} Make room, or let the runner's user write there, and collect the file with the input \`task-id: ${task.id}\`, which costs nothing.`);
    }
    const problem = tell(`${because((0,errors/* messageOf */.bD)(error))} This is a bug in the action. Open an issue with the lines of the log.`);
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    for (const line of stack.split('\n'))
        log.info(line);
    return problem;
}

;// CONCATENATED MODULE: ./src/report/gallery-script.ts
/**
 * The gallery's one script: the filter, and pictures shown large. Without it the page shows everything, and pictures are
 * links to their files. It takes texts from the page as text only.
 */
const galleryScript = `
const cards = [...document.querySelectorAll('.card')]
const filter = document.querySelector('.filter')
const found = filter.querySelector('output')
const show = () => {
  const [words, model, status] = ['words', 'model', 'status'].map((name) => filter.elements[name].value)
  const wanted = words.trim().toLowerCase()
  let count = 0
  for (const card of cards) {
    const fits =
      card.dataset.name.toLowerCase().includes(wanted) &&
      (model === '' || card.dataset.model === model) &&
      (status === '' || card.dataset.status === status)
    card.hidden = !fits
    if (fits) count += 1
  }
  found.textContent = count + ' of ' + cards.length + ' shown'
}
filter.addEventListener('input', show)
filter.addEventListener('submit', (event) => event.preventDefault())
filter.hidden = false
show()

const dialog = document.querySelector('dialog')
const large = dialog.querySelector('img')
const link = dialog.querySelector('a')
const buttons = [...dialog.querySelectorAll('button')]
let at
const visible = () => [...document.querySelectorAll('a.large')].filter((each) => each.offsetParent)
const open = (anchor) => {
  at = anchor
  const small = anchor.querySelector('img')
  large.src = small.src
  large.alt = small.alt
  link.href = anchor.href
  link.textContent = anchor.dataset.file
  if (!dialog.open) dialog.showModal()
}
const step = (by) => {
  const all = visible()
  open(all[(all.indexOf(at) + by + all.length) % all.length])
}
document.querySelector('main').addEventListener('click', (event) => {
  const anchor = event.target.closest('a.large')
  if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  open(anchor)
})
buttons[0].addEventListener('click', () => step(-1))
buttons[1].addEventListener('click', () => step(1))
buttons[2].addEventListener('click', () => dialog.close())
large.addEventListener('click', () => dialog.close())
dialog.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowLeft') step(-1)
  if (event.key === 'ArrowRight') step(1)
})
dialog.addEventListener('close', () => at.focus())
`;

;// CONCATENATED MODULE: ./src/report/gallery-style.ts
/** The gallery's one style sheet. Pictures of a row have one height, whatever their ratio; phones get small ones. */
const galleryStyle = `
:root { color-scheme: light dark; --row: 240px; --page: #f4f4f2; --card: #fff; --ink: #1c1d1f; --soft: #565a60; --line: #dddcd8; --tint: #ecebe7; --accent: #6134c9; --failed: #b3261e; --waiting: #7a5200; --skipped: #5c6066; }
@media (prefers-color-scheme: dark) { :root { --page: #131416; --card: #1d1f22; --ink: #ececea; --soft: #a8adb4; --line: #34373c; --tint: #26282c; --accent: #b79cff; --failed: #ff8a80; --waiting: #f0b849; --skipped: #a8adb4; } }
@media (max-width: 600px) { :root { --row: 128px; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
header, main { max-width: 1600px; margin: 0 auto; padding: 0 clamp(12px, 3vw, 40px); }
header { padding-top: clamp(16px, 4vw, 36px); padding-bottom: 16px; }
h1 { margin: 0; font-size: 26px; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 0; font-size: 15px; line-height: 1.35; overflow-wrap: anywhere; }
p { margin: 2px 0 0; color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
a { color: var(--accent); }
.filter { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; margin-top: 14px; }
.filter label { display: grid; gap: 2px; color: var(--soft); font-size: 12px; }
.filter input, .filter select { min-height: 36px; min-width: 0; max-width: 100%; padding: 4px 10px; border: 1px solid var(--soft); border-radius: 6px; background: var(--card); color: var(--ink); font: inherit; font-size: 16px; }
.filter output { padding: 8px 0; color: var(--soft); font-size: 13px; }
.sheet { display: flex; flex-wrap: wrap; gap: clamp(8px, 1.4vw, 18px); margin: 0; padding: 0 0 64px; list-style: none; }
.sheet::after { content: ''; flex: 1000 1 0; }
.card { display: flex; flex-direction: column; flex: 1 1 auto; min-width: min(220px, 100%); max-width: 100%; background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.about { padding: 10px 14px; }
.about p { max-width: 60ch; }
.failed { border: 2px solid var(--failed); }
.unfinished, .submitted { border: 2px solid var(--waiting); }
.skipped { border: 2px dashed var(--skipped); background: none; }
.badge { display: inline-block; font-weight: 600; font-size: 13px; }
.failed .badge { color: var(--failed); }
.unfinished .badge, .submitted .badge { color: var(--waiting); }
.skipped .badge { color: var(--skipped); }
.reason { color: var(--ink); width: min(46ch, 100%); }
.model { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 12px; }
.row { display: flex; flex-wrap: wrap; gap: 2px; flex: 1; align-items: stretch; background: var(--tint); }
figure { display: flex; flex-direction: column; flex: 1 1 auto; margin: 0; max-width: 100%; align-items: center; }
img, video { display: block; height: var(--row); width: auto; min-width: 72px; max-width: 100%; object-fit: contain; }
figure > a { display: block; max-width: 100%; }
audio { display: block; width: 280px; max-width: calc(100% - 28px); margin: 14px; }
figcaption { align-self: stretch; padding: 5px 12px; color: var(--soft); font-size: 12px; text-align: center; overflow-wrap: anywhere; background: var(--card); }
details { padding: 0 14px 10px; font-size: 13px; }
summary { padding: 4px 0; cursor: pointer; color: var(--accent); width: fit-content; }
pre { margin: 4px 0 0; padding: 10px; overflow: auto; max-height: 320px; max-width: min(70ch, calc(100vw - 60px)); background: var(--tint); border-radius: 6px; font-size: 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
dialog { width: 100vw; height: 100dvh; max-width: none; max-height: none; margin: 0; padding: 0; border: 0; background: #0b0c0d; color: #f2f2f0; }
dialog[open] { display: grid; grid-template-rows: 1fr auto; }
dialog img { width: 100%; height: 100%; min-height: 0; object-fit: contain; }
dialog div { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: center; padding: 10px 14px; font-size: 14px; overflow-wrap: anywhere; }
dialog a { color: #c9b5ff; }
dialog button { min-height: 36px; padding: 4px 14px; border: 1px solid #8b8f95; border-radius: 6px; background: #1d1f22; color: inherit; font: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
figure a:focus-visible { outline-offset: -3px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 600px) { .sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); } .sheet::after { display: none; } .card { min-width: 0; } .about { padding: 8px 10px; } .filter { display: grid; grid-template-columns: 1fr 1fr; gap: 6px 10px; } .filter label:first-child, .filter output { grid-column: 1 / -1; } .filter output { padding: 0; } .filter input, .filter select { width: 100%; } }
[hidden] { display: none !important; }
@media print { :root { --row: 160px; } .filter, details { display: none; } .card { break-inside: avoid; flex: 0 1 auto; } }
`;

;// CONCATENATED MODULE: ./src/report/markdown.ts


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
/**
 * Text from outside as running text, in Markdown or HTML: nothing in it is a link, mention, reference, emoji code, element
 * or emphasis. GitHub looks for those in rendered text too, so what starts one is parted by a zero-width space.
 */
function prose(text) {
    return (0,base_text/* sanitizeLine */.g$)(text)
        .replaceAll(/([@#])(?=[\w-])/g, '$1\u200b')
        .replaceAll('://', ':\u200b//')
        .replaceAll(/(?<![a-z0-9])(www|GH)(?=[.-])/gi, '$1\u200b')
        .replaceAll(/:(?=[\w+-]+:)/g, ':\u200b')
        .replaceAll(/[\\`*{}[\]<>&|~!#@$^=]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[-+]|(?<=^\d+)[.)]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
/** A message of ours as running text: what stands between backticks is code, all else is text as `prose` has it. */
function sentence(message) {
    return spans(message, code);
}
/** The same inside a table. */
function sentenceCell(message) {
    return spans(message, cell);
}
function spans(message, asCode) {
    return (0,base_text/* sanitizeLine */.g$)(message)
        .split(/(`[^`]+`)/)
        .map((part, i) => {
        if (i % 2 === 1)
            return asCode(part.slice(1, -1));
        const [before = ''] = /^\s*/.exec(part) ?? [];
        const [after = ''] = part.trim() === '' ? [] : (/\s*$/.exec(part) ?? []);
        return `${before}${prose(part)}${after}`;
    })
        .join('');
}
/** Text from outside in a fence that nothing in it can end. */
function fenced(text, language) {
    const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
    return `${fence}${language}\n${(0,base_text/* withVisibleControls */.TC)(text)}\n${fence}`;
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
    return (0,base_text/* withVisibleControls */.TC)(text)
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

;// CONCATENATED MODULE: ./src/report/totals.ts

/** What was bought for how much, and what became of the rest, a part each: `2 bought for 2 credits`, `1 failed`. */
function totalsOf(results) {
    const done = results.filter(({ status }) => status === 'done');
    const kinds = [
        ['bought', done.filter(({ reused }) => !reused)],
        ['reused', done.filter(({ reused }) => reused)],
        ...['failed', 'unfinished', 'submitted', 'skipped'].map((word) => [word, results.filter(({ status }) => status === word)]),
    ];
    return kinds.flatMap(([word, some]) => {
        const paid = some.filter(({ reused }) => !reused);
        const credits = paid.reduce((sum, { credits_used: used }) => sum + used, 0);
        const price = credits === 0 ? '' : ` for ${(0,base_text/* pluralize */.td)(Number(credits.toFixed(6)), 'credit')}`;
        return some.length === 0 ? [] : [`${some.length} ${word}${price}`];
    });
}

;// CONCATENATED MODULE: ./src/report/gallery-page.ts







const heading = 'Generated assets';
/** Above it, videos show themselves only when they are played. */
const mostPreloads = 24;
/**
 * A gallery as one HTML page that stands beside the files in the output folder. It asks the network for nothing but those
 * files. Its one script and its one style sheet are known to its Content-Security-Policy by their hashes, which forbids all
 * else, whatever prompts and reasons say.
 */
function galleryOf(results, about) {
    const { repository } = about;
    const videos = results.flatMap(({ assets }) => assets).filter((each) => kindOf(each) === 'video');
    const preload = videos.length > mostPreloads ? 'none' : 'metadata';
    return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${generator}">
<link rel="icon" href="data:,">
<title>${heading}${repository === '' ? '' : ` of ${escaped(repository)}`}</title>
<style>${galleryStyle}</style>
<header>
<h1>${heading}</h1>
<p>${origin(about)}</p>
<p>${totals(results).join(' · ')}</p>
${filterForm(results)}
</header>
<main>
<ul class="sheet">
${results.map((result) => card(result, preload)).join('\n')}
</ul>
</main>
<dialog aria-label="Large picture"><img alt=""><div><button type="button" aria-label="Previous picture">←</button><button type="button" aria-label="Next picture">→</button><a href="#">File</a><button type="button">Close</button></div></dialog>
<script>${galleryScript}</script>
</html>
`;
}
/** Stands in every gallery, and in no other page: only such a page may be replaced. */
const generator = 'creatify-asset-generator';
function origin({ repository, sha, runUrl, date }) {
    const run = safeUrl(runUrl);
    return [
        ...(repository === '' ? [] : [escaped(repository)]),
        ...(sha === '' ? [] : [`commit ${escaped(sha.slice(0, 7))}`]),
        ...(date === '' ? [] : [`<time datetime="${escaped(date)}">${escaped(date)}</time>`]),
        ...(run === undefined ? [] : [`<a href="${run}">the run that made this</a>`]),
    ].join(' · ');
}
function totals(results) {
    const files = results.flatMap(({ assets }) => assets).filter(({ path }) => path !== null);
    return [(0,base_text/* pluralize */.td)(files.length, 'file'), ...totalsOf(results)];
}
function filterForm(results) {
    const options = (values) => [...new Set(values)]
        .filter((value) => value !== '')
        .toSorted()
        .map((value) => `<option>${escaped(value)}</option>`)
        .join('');
    const select = (name, label, values) => `<label>${label}<select name="${name}"><option value="">All</option>${options(values)}</select></label>`;
    const models = results.map(({ model_name: model }) => model);
    const statuses = results.map(({ status }) => status);
    return `<form class="filter" hidden><label>Name<input name="words" type="search" autocomplete="off"></label>${select('model', 'Model', models)}${select('status', 'Status', statuses)}<output aria-live="polite"></output></form>`;
}
const badges = {
    done: '',
    failed: '✕ Failed',
    unfinished: '… Unfinished',
    submitted: '… Submitted',
    skipped: '– Skipped',
};
function card(result, preload) {
    const { name, model_name: model, status, failed_reason: reason } = result;
    const shown = result.assets.flatMap((asset, i) => figure(asset, result, i, preload));
    const badge = badges[status] === '' ? '' : `<p class="badge">${badges[status]}</p>`;
    const why = reason === null ? '' : `<p class="reason" dir="auto">${escaped(reason)}</p>`;
    return `<li class="card ${status}" data-name="${escaped(name)}" data-model="${escaped(model)}" data-status="${status}">
<div class="about"><h2 dir="auto">${escaped(name)}</h2>${badge}<p>${facts(result).join(' · ')}</p>${why}</div>${shown.length === 0 ? '' : `\n<div class="row">${shown.join('\n')}</div>`}${paramsOf(result)}
</li>`;
}
function facts({ model_name: model, credits_used: credits, seconds, reused, status, }) {
    const price = credits === 0 ? '' : (0,base_text/* pluralize */.td)(credits, 'credit');
    return [
        ...(model === '' ? [] : [`<span class="model">${escaped(model)}</span>`]),
        ...(reused
            ? [`reused${price === '' ? '' : `, ${price} paid earlier`}`]
            : price !== ''
                ? [status === 'done' ? `bought for ${price}` : `${price} spent`]
                : []),
        ...(seconds === null ? [] : [(0,base_text/* formatDuration */.a3)(seconds * 1000)]),
    ];
}
function paramsOf({ name, input_params: params }) {
    if (Object.keys(params).length === 0)
        return '';
    return `
<details><summary>Params<span class="hidden"> of ${escaped(name)}</span></summary><pre dir="auto" tabindex="0">${escaped(JSON.stringify(params, null, 2))}</pre></details>`;
}
/** The prompt says best what there is to see. */
function altOf({ name, assets, input_params: { prompt } }, i) {
    const which = assets.length > 1 ? `${name} ${i + 1}` : name;
    return typeof prompt === 'string' ? `${which}: ${prompt.slice(0, 300)}` : which;
}
function figure(asset, result, i, preload) {
    const { path, bytes, media_type: mediaType } = asset;
    if (path === null)
        return [];
    const file = external_node_path_.posix.basename(path);
    const url = `./${encodeURIComponent(file)}`;
    const size = bytes === null ? '' : ` (${sizeOf(bytes)})`;
    // Opened as a page of its own, an SVG may run scripts: it is saved instead.
    const svg = mediaType === 'image/svg+xml';
    const number = result.assets.length > 1 ? `${i + 1}: ` : '';
    const caption = `<figcaption>${number}<a href="${url}"${svg ? ' download' : ''}>${escaped(file)}</a>${size}</figcaption>`;
    return [
        `<figure>${mediaOf(asset, url, file, escaped(altOf(result, i)), preload)}${caption}</figure>`,
    ];
}
function mediaOf(asset, url, file, label, preload) {
    switch (kindOf(asset)) {
        case 'video':
            return `<video src="${url}" controls loop playsinline preload="${preload}" aria-label="${label}"></video>`;
        case 'audio':
            return `<audio src="${url}" controls preload="none" aria-label="${label}"></audio>`;
        case 'image':
            return `<a class="large" href="${url}" data-file="${escaped(file)}"${asset.media_type === 'image/svg+xml' ? ' download' : ''}><img src="${url}" alt="${label}" loading="lazy" decoding="async"></a>`;
        default:
            return '';
    }
}
/** `image`, `video` or `audio`; anything else is a file to be saved. */
function kindOf({ media_type: mediaType, type }) {
    return mediaType?.split('/')[0] ?? type;
}
function sizeOf(bytes) {
    if (bytes < 1000)
        return `${bytes} B`;
    return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
/** `file:` is for a page that is opened from a disk, where not every browser takes it for `'self'`. */
function policy() {
    const hash = (text) => `'sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}'`;
    return [
        "default-src 'none'",
        "img-src 'self' file: data:",
        "media-src 'self' file:",
        `style-src ${hash(galleryStyle)}`,
        `script-src ${hash(galleryScript)}`,
        "base-uri 'none'",
        "form-action 'none'",
    ].join('; ');
}

;// CONCATENATED MODULE: ./src/report/gallery.ts







/** Writes `index.html` beside the files, unless nothing was asked of the API. Never rejects: what keeps it from being written is a warning, and costs no result. */
async function saveGallery(results, { folder, context, log }) {
    if (results.every(({ task_id: id }) => id === null))
        return;
    const temporary = (0,external_node_path_.join)(context.temp, `creatify-gallery-${(0,external_node_crypto_.randomUUID)()}.html`);
    try {
        const { owner, repo, sha, runUrl } = context.repository;
        const repository = owner === '' ? '' : `${owner}/${repo}`;
        const date = new Date().toISOString().slice(0, 10);
        await (0,promises_.writeFile)(temporary, galleryOf(results, { repository, sha, runUrl, date }));
        const { path, keptExisting } = await folder.place(temporary, 'index', 'html', isGallery);
        if (keptExisting !== undefined) {
            log.warning(`${keptExisting} was written by another step of this job and stays; this gallery is ${path}.`);
        }
        const index = external_node_path_.posix.join(external_node_path_.posix.dirname(path), 'index.html');
        if (keptExisting === undefined && path !== index) {
            log.warning(`${index} is not a gallery of this action and stays; this gallery is ${path}. For an \`index.html\`, choose another \`output-dir\`.`);
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
/** Enough to hold the head of a gallery up to the name of what made it. */
const headLength = 4096;
/** Whether the file at a path is a gallery of this action. False for what cannot be read, and for a link. */
function isGallery(path) {
    const head = Buffer.alloc(headLength);
    try {
        const file = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK | external_node_fs_.constants.O_NOFOLLOW);
        try {
            const length = (0,external_node_fs_.readSync)(file, head, 0, headLength, 0);
            return head.toString('utf8', 0, length).includes(`content="${generator}"`);
        }
        finally {
            (0,external_node_fs_.closeSync)(file);
        }
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./src/base/findings.ts
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

;// CONCATENATED MODULE: ./src/tasks/documented-prices.json
const documented_prices_namespaceObject = /*#__PURE__*/JSON.parse('{"boreal-h3/text-to-video":{"credits":2,"read":"autumn 2026","from":true},"boreal-h3/image-to-video":{"credits":2,"read":"autumn 2026","from":true,"table":{"columns":["768P","1088P","2K"],"rows":{"5s":[2,6,13],"6s":[2.5,7.5,16],"7s":[3,8.5,18.5],"8s":[3.5,10,21],"9s":[4,11,23.5],"10s":[4,12,26],"11s":[4.5,13.5,29],"12s":[5,14.5,31.5],"13s":[5.5,16,34],"14s":[6,17,36.5],"15s":[6,18,39]}}},"boreal-h3/reference-to-video":{"credits":2,"read":"autumn 2026","from":true},"gemini-omni-flash-1.1":{"credits":1,"read":"autumn 2026","from":true},"gemini-omni-flash":{"credits":4,"read":"autumn 2026","from":true},"gemini-omni-flash-1.1/image-to-video":{"credits":1,"read":"autumn 2026","from":true},"gemini-omni-flash/image-to-video":{"credits":4,"read":"autumn 2026","from":true},"bytedance/seedance-2.5/text-to-video":{"credits":4.25,"read":"autumn 2026","from":true},"bytedance/seedance-2.5/image-to-video":{"credits":4.25,"read":"autumn 2026","from":true,"table":{"columns":["480p","720p","1080p"],"rows":{"4s":[4.25,9.25,20.5],"5s":[5.25,11.5,25.75],"6s":[6.25,13.75,30.75],"7s":[7.25,16,36],"8s":[8.25,18.25,41],"9s":[9.25,20.5,46.25],"10s":[10.25,22.75,51.25],"11s":[11.25,25.25,56.5],"12s":[12.25,27.5,61.5],"13s":[13.25,29.75,66.5],"14s":[14.25,32,71.75],"15s":[15.25,34.25,76.75],"16s":[16.25,36.5,82],"17s":[17.5,38.75,87],"18s":[18.5,41,92.25],"19s":[19.5,43.25,97.25],"20s":[20.5,45.5,102.5],"21s":[21.5,48,107.5],"22s":[22.5,50.25,112.75]}}},"bytedance/seedance-2.0/mini/text-to-video":{"credits":1.5,"read":"autumn 2026","from":true},"bytedance/seedance-2.0/fast/text-to-video":{"credits":2.25,"read":"autumn 2026","from":true},"bytedance/seedance-2.0/text-to-video":{"credits":2.75,"read":"autumn 2026","from":true},"bytedance/seedance/v1.5/pro/text-to-video":{"credits":0.5,"read":"autumn 2026","from":true},"nano-banana-2.1":{"credits":1,"read":"autumn 2026","from":true},"nano-banana-2-lite":{"credits":0.5,"read":"autumn 2026"},"nano-banana-2":{"credits":1,"read":"autumn 2026","from":true},"nano-banana-pro":{"credits":1.5,"read":"autumn 2026","from":true,"table":{"columns":[],"rows":{"1K":[1.5],"2K":[1.5],"4K":[3]}}},"nano-banana":{"credits":0.5,"read":"autumn 2026"},"nano-banana-2.1/edit":{"credits":1,"read":"autumn 2026","from":true},"nano-banana/edit":{"credits":4,"read":"Nov 2025","older":true},"gpt-image-1.5":{"credits":0.5,"read":"autumn 2026","from":true,"table":{"columns":["1024x1024","1536x1024","1024x1536"],"rows":{"low":[0.5,0.5,0.5],"medium":[0.5,1,1],"high":[1.5,2,2]}}},"gpt-image-2":{"credits":0.5,"read":"autumn 2026","from":true},"gpt-image-2.5-flare":{"credits":0.5,"read":"autumn 2026","from":true},"gpt-image-2.5-sunburst":{"credits":0.5,"read":"autumn 2026","from":true},"gpt-image-1.5/edit":{"credits":0.5,"read":"autumn 2026","from":true},"gpt-image-2.5-flare/edit":{"credits":0.5,"read":"autumn 2026","from":true,"table":{"columns":["1K","2K","4K"],"rows":{"low":[0.5,0.5,0.5],"medium":[0.5,0.5,1],"high":[1,1.5,2.5],"xhigh":[1,2,4],"max":[2.5,4.5,8.5]}}},"kling-video/v4/text-to-video":{"credits":2.5,"read":"autumn 2026","from":true,"table":{"columns":["720p","1080p","2k","4k"],"rows":{"3s":[2.5,3.5,4,6.5],"4s":[3,4.5,5.5,8.5],"5s":[3.5,5.5,6.5,10.5],"6s":[4.5,6.5,8,13],"7s":[5,7.5,9,15],"8s":[6,8.5,10.5,17],"9s":[6.5,9.5,11.5,19],"10s":[7,10.5,13,21],"11s":[8,12,14,23.5],"12s":[8.5,13,15.5,25.5],"13s":[9.5,14,16.5,27.5],"14s":[10,15,18,29.5],"15s":[10.5,16,19,31.5],"16s":[11.5,17,20.5,34],"17s":[12,18,21.5,36],"18s":[13,19,23,38]}}},"kling-video/v4/image-to-video":{"credits":2.5,"read":"autumn 2026","from":true,"table":{"columns":["720p","1080p","2k","4k"],"rows":{"3s":[2.5,3.5,4,6.5],"4s":[3,4.5,5.5,8.5],"5s":[3.5,5.5,6.5,10.5],"6s":[4.5,6.5,8,13],"7s":[5,7.5,9,15],"8s":[6,8.5,10.5,17],"9s":[6.5,9.5,11.5,19],"10s":[7,10.5,13,21],"11s":[8,12,14,23.5],"12s":[8.5,13,15.5,25.5],"13s":[9.5,14,16.5,27.5],"14s":[10,15,18,29.5],"15s":[10.5,16,19,31.5],"16s":[11.5,17,20.5,34],"17s":[12,18,21.5,36],"18s":[13,19,23,38]}}},"kling-video/o3/pro/text-to-video":{"credits":4.5,"read":"autumn 2026","from":true},"kling-video/o3/standard/text-to-video":{"credits":3.5,"read":"autumn 2026","from":true},"kling-video/v3/pro/text-to-video":{"credits":5.5,"read":"autumn 2026","from":true},"kling-video/v3/standard/text-to-video":{"credits":4,"read":"autumn 2026","from":true},"kling-video/v2.6/pro/text-to-video":{"credits":7,"read":"autumn 2026","from":true},"kling-video/v2.6/pro/image-to-video":{"credits":7,"read":"autumn 2026","from":true,"table":{"columns":[],"rows":{"5s":[7],"10s":[14]}}},"kling-video/v2.1/pro/image-to-video":{"credits":5,"read":"autumn 2026","from":true,"table":{"columns":[],"rows":{"5s":[5],"10s":[10]}}},"kling-video/v3/standard/image-to-video":{"credits":4,"read":"autumn 2026","from":true,"table":{"columns":[],"rows":{"3s":[4],"4s":[5.5],"5s":[6.5],"6s":[8],"7s":[9],"8s":[10.5],"9s":[11.5],"10s":[13],"11s":[14],"12s":[15.5],"13s":[16.5],"14s":[18],"15s":[19]}}},"kling-video/o3/standard/image-to-video":{"credits":3.5,"read":"autumn 2026","from":true,"table":{"columns":[],"rows":{"3s":[3.5],"4s":[4.5],"5s":[6],"6s":[7],"7s":[8],"8s":[9],"9s":[10.5],"10s":[11.5],"11s":[12.5],"12s":[13.5],"13s":[15],"14s":[16],"15s":[17]}}},"kling-video/o3/standard/reference-to-video":{"credits":3.5,"read":"autumn 2026","from":true,"table":{"columns":[],"rows":{"3s":[3.5],"4s":[4.5],"5s":[6],"6s":[7],"7s":[8],"8s":[9],"9s":[10.5],"10s":[11.5],"11s":[12.5],"12s":[13.5],"13s":[15],"14s":[16],"15s":[17]}}},"kling-video/v1.6/pro/image-to-video":{"credits":12,"read":"Nov 2025","older":true,"table":{"columns":[],"rows":{"5s":[12],"10s":[24]}}},"kling-video/v1.6/pro/text-to-video":{"credits":12,"read":"Nov 2025","older":true,"table":{"columns":[],"rows":{"5s":[12],"10s":[24]}}},"veo3.1":{"credits":16,"read":"autumn 2026","from":true},"veo3.1-lite/text-to-video":{"credits":2,"read":"autumn 2026","from":true},"veo3.1/fast":{"credits":6,"read":"autumn 2026","from":true,"table":{"columns":[],"rows":{"4s":[6],"6s":[9],"8s":[12]}}},"veo3.1-lite/first-last-frame-to-video":{"credits":2,"read":"autumn 2026","from":true},"veo3.1-lite/image-to-video":{"credits":2,"read":"autumn 2026","from":true},"veo3.1/reference-to-video":{"credits":32,"read":"autumn 2026"},"veo3.1/image-to-video":{"credits":64,"read":"Nov 2025","older":true},"veo3.1/first-last-frame-to-video":{"credits":64,"read":"Nov 2025","older":true},"flux-2-pro":{"credits":0.5,"read":"autumn 2026"},"flux-pro/kontext/text-to-image":{"credits":0.5,"read":"autumn 2026"},"flux-pro/v1.1-ultra":{"credits":1,"read":"autumn 2026"},"flux-2-pro/edit":{"credits":0.5,"read":"autumn 2026"},"flux-pro/kontext/max/multi":{"credits":1,"read":"autumn 2026"},"wan3.0/reference-to-video":{"credits":1.5,"read":"autumn 2026","from":true,"table":{"columns":["480P","720P","1080P"],"rows":{"2s":[1.5,2.5,4.5],"3s":[2,3.5,7],"4s":[2.5,4.5,9],"5s":[3,5.5,11],"6s":[3.5,7,13.5],"7s":[4,8,15.5],"8s":[4.5,9,18],"9s":[5.5,10,20],"10s":[6,11,22],"11s":[6.5,12.5,24.5],"12s":[7,13.5,26.5],"13s":[7.5,14.5,29],"14s":[8,15.5,31],"15s":[8.5,16.5,33],"16s":[9,18,35.5],"17s":[10,19,37.5],"18s":[10.5,20,40],"19s":[11,21,42],"20s":[11.5,22,44],"21s":[12,23.5,46.5],"22s":[12.5,24.5,48.5]}}},"wan2.7-image/pro/text-to-image":{"credits":1,"read":"autumn 2026"},"wan2.7-image/text-to-image":{"credits":0.5,"read":"autumn 2026"},"wan2.7-image/image-to-image":{"credits":0.5,"read":"autumn 2026"},"wan2.7-image/pro/image-to-image":{"credits":1,"read":"autumn 2026"},"grok-imagine-image/v2.0":{"credits":0.5,"read":"autumn 2026","from":true},"grok-imagine-image":{"credits":0.5,"read":"autumn 2026"},"grok-imagine-image/v2.0/edit":{"credits":0.5,"read":"autumn 2026","from":true},"grok-imagine-image/edit":{"credits":0.5,"read":"autumn 2026"},"grok-imagine-video/text-to-video":{"credits":1,"read":"autumn 2026","from":true,"table":{"columns":["480p","720p"],"rows":{"1s":[1,1],"2s":[1.5,1.5],"3s":[2,2.5],"4s":[2.5,3],"5s":[3,4],"6s":[3.5,4.5],"7s":[4,5],"8s":[4.5,6],"9s":[5,6.5],"10s":[5.5,7.5],"11s":[6,8],"12s":[6.5,8.5],"13s":[7,9.5],"14s":[7.5,10],"15s":[8,11]}}},"grok-imagine-video/reference-to-video":{"credits":1,"read":"autumn 2026","from":true},"grok-imagine-video/image-to-video":{"credits":1,"read":"autumn 2026","from":true},"recraft/v3/text-to-image":{"credits":0.5,"read":"autumn 2026"},"recraft/v3/image-to-image":{"credits":0.5,"read":"autumn 2026"},"bytedance/seedream/v5/pro/text-to-image":{"credits":1,"read":"autumn 2026","from":true},"bytedance/seedream/v5/pro/edit":{"credits":1.5,"read":"autumn 2026","from":true,"table":{"columns":[],"rows":{"1K":[1.5],"2K":[2]}}},"bytedance/seedream/v4/edit":{"credits":0.5,"read":"autumn 2026"},"pixverse/v5/text-to-video":{"credits":1.5,"read":"autumn 2026","from":true},"pixverse/v5/image-to-video":{"credits":1.5,"read":"autumn 2026","from":true},"minimax/h3-max/text-to-video":{"credits":2.5,"read":"autumn 2026","from":true},"minimax/h3/text-to-video":{"credits":3.5,"read":"autumn 2026","from":true},"minimax/h3-max/image-to-video":{"credits":2.5,"read":"autumn 2026","from":true},"minimax/h3/image-to-video":{"credits":3.5,"read":"autumn 2026","from":true},"minimax/h3/reference-to-video":{"credits":3.5,"read":"autumn 2026","from":true},"bria/expand":{"credits":1,"read":"mid-2026","older":true},"bytedance/seedream/v4/text-to-image":{"credits":1,"read":"mid-2026","older":true}}');
;// CONCATENATED MODULE: ./src/tasks/prices.ts

/**
 * The documented price of one create; undefined where the list does not have the model. It is exact where the list has one
 * price for the model, or a table in which the given params name one cell, and where the number of outputs is known. Else it
 * is the least that the params given can cost. `fallbacks`: the defaults of the model's schema, where they are known.
 */
function documentedPrice(model, params, list, fallbacks = {}) {
    const listed = Object.hasOwn(list, model) ? list[model] : undefined;
    if (!listed)
        return undefined;
    const outputs = outputsOf(params, fallbacks);
    const { least, single } = listed.table
        ? cellsFor(listed.table, params)
        : { least: listed.credits, single: !listed.from };
    return {
        exact: single && outputs.known && !listed.older,
        credits: Number((least * outputs.count).toFixed(6)),
        source: listed,
    };
}
/** Params that say how many outputs one create makes. Each is charged. */
const countParams = ['num_images', 'num_outputs', 'num_videos', 'output_nums', 'n'];
function outputsOf(params, fallbacks) {
    for (const name of countParams) {
        const value = params[name] ?? fallbacks[name];
        if (value === undefined)
            continue;
        const isCount = typeof value === 'number' && Number.isInteger(value) && value > 0;
        return isCount ? { count: value, known: true } : { count: 1, known: false };
    }
    return { count: 1, known: true };
}
/** Params that a table can be about, by the look of its labels. */
const axes = [
    { labels: /^\d+(\.\d+)?s$/, params: ['duration'] },
    { labels: /^\d+(\.\d+)?[pk]$/, params: ['resolution', 'image_size', 'size'] },
    { labels: /^\d+x\d+$/, params: ['size', 'image_size', 'resolution'] },
    { labels: /^[a-z]+$/, params: ['quality'] },
];
/** The cells that the params leave possible: the least of them, and whether it is the only one. */
function cellsFor({ columns, rows }, params) {
    const labels = Object.keys(rows);
    const row = labelFor(labels, params);
    const column = labelFor(columns, params);
    const possible = labels
        .filter((label) => row === undefined || label === row)
        .flatMap((label) => {
        const cells = rows[label] ?? [];
        return column === undefined ? cells : (cells[columns.indexOf(column)] ?? []);
    });
    return {
        least: Math.min(...possible),
        single: row !== undefined && (columns.length === 0 || column !== undefined),
    };
}
/** Which of the labels a param names: `5`, `"5"` and `"5s"` are `5s`, in any case of letters. */
function labelFor(labels, params) {
    for (const { labels: look, params: names } of axes) {
        if (labels.length === 0 || !labels.every((label) => look.test(label.toLowerCase())))
            continue;
        for (const name of names) {
            const value = params[name];
            if (typeof value !== 'string' && typeof value !== 'number')
                continue;
            const text = String(value).trim().toLowerCase();
            return labels.find((label) => {
                const known = label.toLowerCase();
                return known === text || (known.endsWith('s') && known.slice(0, -1) === text);
            });
        }
    }
    return undefined;
}
/**
 * What one price is asked for: model and params, leaving out what changes the picture and not its price: `seed`, URLs (of
 * lists, their number stays) and text with white space.
 */
function priceKey(model, params) {
    const others = Object.entries(params).filter(([key]) => key !== 'seed');
    return (0,base_json/* canonical */.$N)([model, priced(Object.fromEntries(others))]);
}
function priced(value) {
    if (typeof value === 'string')
        return /\s/.test(value) || /^https?:/i.test(value) ? '' : value;
    if (Array.isArray(value))
        return value.map(priced);
    if (!(0,base_json/* isRecord */.u4)(value))
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, priced(each)]));
}
/** Where a price comes from, for people: `it cost that in an earlier run`, `by Creatify's price list of autumn 2026`. */
function describeSource({ source }) {
    if (source === 'learned')
        return 'as the last one of this kind did';
    if (source === 'remembered')
        return 'as one of this kind did in an earlier run';
    return `by Creatify's price list as of ${source.read}`;
}

;// CONCATENATED MODULE: ./src/tasks/price-book.ts


/** What is known of prices: learned in this step, remembered of earlier runs, documented. The first that knows is believed. */
class PriceBook {
    #list;
    #fallbacks;
    #remembered;
    #learned = new Map();
    #keys = new WeakMap();
    /**
     * `fallbacks`: defaults of the params of each model, as far as they are known. `remembered`: credits by the key of
     * `priceKey`.
     */
    constructor(list, fallbacks = new Map(), remembered = new Map()) {
        this.#list = list;
        this.#fallbacks = fallbacks;
        this.#remembered = remembered;
    }
    /** What a create is expected to cost; undefined where nobody knows. */
    priceOf(request) {
        const { model, params } = request;
        const key = this.#keyOf(request);
        const learned = this.#learned.get(key);
        const remembered = this.#remembered.get(key);
        if (learned !== undefined)
            return exactly(learned, 'learned');
        if (remembered !== undefined)
            return exactly(remembered, 'remembered');
        return documentedPrice(model, params, this.#list, this.#fallbacks.get(model));
    }
    /** A task of this create is done, and cost so much. 0 tells nothing: the API charges late. */
    learn(request, credits) {
        if (credits > 0)
            this.#learned.set(this.#keyOf(request), credits);
    }
    #keyOf(request) {
        const key = this.#keys.get(request) ?? priceKey(request.model, request.params);
        this.#keys.set(request, key);
        return key;
    }
}
/** All that is known of prices before a step creates anything: remembered ones, and what Creatify's documentation lists. */
function openPriceBook(fallbacks, remembered) {
    return new PriceBook(documented_prices_namespaceObject, fallbacks, remembered);
}
function exactly(credits, source) {
    return { exact: true, credits, source };
}
/** The estimate for creates that are to be made. Credits are rounded to millionths. */
function estimateOf(requests, paidFor, prices) {
    const known = requests.map((request) => prices.priceOf(request));
    const credits = known.reduce((sum, price) => sum + (price?.credits ?? 0), 0);
    return {
        toBuy: requests.length,
        paidFor,
        credits: Number(credits.toFixed(6)),
        inexact: known.filter((price) => !price?.exact).length,
    };
}
/** An estimate in words: `12 to buy, 4 paid for already, at least 18 credits (2 of a price that is not known exactly)`. */
function describeEstimate({ toBuy, paidFor, credits, inexact }) {
    const paid = paidFor === 0 ? '' : `, ${paidFor} paid for already`;
    if (toBuy === 0)
        return `nothing to buy${paid}`;
    const noun = credits === 1 ? 'credit' : 'credits';
    const sum = inexact === 0
        ? `${credits} ${noun}`
        : `at least ${credits} ${noun} (${inexact} of a price that is not known exactly)`;
    return `${toBuy} to buy${paid}, ${sum}`;
}

;// CONCATENATED MODULE: ./src/report/failure.ts

/** One entry of the output `tasks`, as the input `task-id` takes it: there a comma separates entries. */
function taskEntry({ name, task_id: id }) {
    return `${(0,base_text/* oneLine */.TN)(name.replaceAll(',', ' '))}=${id ?? ''}`;
}
/** The error message for results that are not all `done`. `remembered`: a re-run of the job picks up their tasks. */
function failureOf(results, remembered) {
    const bad = results.filter(({ status }) => status !== 'done' && status !== 'submitted');
    const [first] = bad;
    if (!first)
        return undefined;
    const one = (result) => withFullStop(`${result.name} ${verbs[result.status]}: ${result.failed_reason ?? ''}`);
    const goesOn = bad.filter(({ status, task_id: id }) => status === 'unfinished' && id !== null);
    const remote = goesOn.length === 0 ? '' : ` ${howToCollect(goesOn, remembered)}`;
    if (results.length === 1)
        return one(first) + remote;
    const told = reasonsOf(bad, 5).join(' ');
    return `${bad.length} of ${results.length} generations did not succeed. ${told}${remote}`;
}
/** Why results did not succeed, a line each; those that fail for one reason share a line. At most so many, and how many more. */
function reasonsOf(bad, most) {
    const groups = [
        ...Map.groupBy(bad, ({ status, failed_reason: why }) => JSON.stringify([status, why])).values(),
    ];
    const rest = groups.slice(most).flat().length;
    return [...groups.slice(0, most).map(together), ...(rest > 0 ? [`And ${rest} more.`] : [])];
}
function together(group) {
    const names = group.slice(0, 5).map(({ name }) => name);
    const rest = group.length > 5 ? ` and ${group.length - 5} more` : '';
    const [{ status, failed_reason: reason } = { status: 'failed', failed_reason: '' }] = group;
    const verb = group.length === 1 ? verbs[status] : pluralVerbs[status];
    return withFullStop(`${names.join(', ')}${rest} ${verb}: ${reason ?? ''}`);
}
/** What a page says first of a step that failed: a line a reason, or the error message. Its table has the findings. */
function failureLines({ failure, results, findings, }) {
    if (failure === undefined)
        return [];
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    if (errors > 0)
        return [`${(0,base_text/* pluralize */.td)(errors, 'problem')} to fix first.`];
    const bad = results.filter(({ status }) => status !== 'done' && status !== 'submitted');
    return bad.length === 0 ? [failure] : reasonsOf(bad, 10);
}
/** The API has no cancel: what the step leaves goes on, and is paid for. */
function howToCollect(results, remembered) {
    const lines = results.slice(0, 3).map(taskEntry);
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
function withFullStop(text) {
    const line = (0,base_text/* oneLine */.TN)(text);
    return /[.!?…]$/.test(line) ? line : `${line}.`;
}
/** The error message for findings that kept everything from being created. Undefined where none is an error. */
function failureOfFindings(findings) {
    const told = sumOfFindings(findings);
    return told === undefined ? undefined : `${told} Nothing was created.`;
}
/** How many errors there are, and in which file: each has a line of its own. One that has none is told itself. */
function sumOfFindings(findings) {
    const errors = findings.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    if (!first)
        return undefined;
    if (!haveOwnLines(errors))
        return `${whereOf(first)}${withFullStop(first.message)}`;
    const files = new Set(errors.map(({ place }) => place && (place.file ?? '`params`')));
    const [file] = files;
    const where = files.size === 1 && file !== undefined ? ` in ${file}` : '';
    return `${(0,base_text/* pluralize */.td)(errors.length, 'problem')}${where}.`;
}
/** Whether errors are told before the error message: not a single one that has no file to stand in. */
function haveOwnLines(errors) {
    return errors.length > 1 || errors.some(({ place }) => place?.file !== undefined);
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
/** What to say of results when the outputs cannot hold them. `why`: the file and the reason. */
function failureOfOutputs(why, results) {
    const tasks = results
        .filter(({ task_id: id }) => id !== null)
        .slice(0, 3)
        .map((result) => [taskEntry(result), ...result.assets.map(({ url }) => url)].join(' '));
    const known = tasks.length === 0 ? '' : ` What was paid for: ${tasks.join(', ')}.`;
    return `The outputs could not be written (${why}), so later steps see none of them.${known} Make room on the disk of the runner, then collect with the input \`task-id\`.`;
}

;// CONCATENATED MODULE: ./src/report/report.ts







/** The report of a step of which nothing is known yet. */
const nothing = {
    status: 'failed',
    failure: undefined,
    problem: undefined,
    note: undefined,
    results: [],
    valid: [],
    findings: [],
    models: undefined,
    balance: undefined,
    budget: undefined,
    estimate: undefined,
    released: new Map(),
    commentUrl: undefined,
};
/** What is left to say when something was thrown. */
function failedReport(error, results, signal) {
    if (!signal.aborted)
        return { ...nothing, results, failure: (0,api_error/* failureMessage */.oh)(error) };
    const reason = (0,errors/* messageOf */.bD)(signal.reason);
    const failure = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
    return { ...nothing, results, status: 'unfinished', failure };
}
/** The report of a step that has no credentials. Throws InputError where it should have them. */
function withoutCredentials(missing, { withoutSecrets }, log) {
    if (!withoutSecrets) {
        const [only, ...others] = missing;
        if (only !== undefined && others.length === 0) {
            const secret = `CREATIFY_${only.replace('-', '_').toUpperCase()}`;
            throw new errors/* InputError */.dz(`Input \`${only}\` is empty. Add the secret ${secret} to the repository, and the line \`${only}: \${{ secrets.${secret} }}\` to this step.`);
        }
        throw new errors/* InputError */.dz('Inputs `api-id` and `api-key` need the Creatify credentials. Add the secrets CREATIFY_API_ID and CREATIFY_API_KEY to the repository, and the lines `api-id: ${{ secrets.CREATIFY_API_ID }}` and `api-key: ${{ secrets.CREATIFY_API_KEY }}` to this step.');
    }
    const note = 'No Creatify credentials: GitHub gives no secrets to pull requests from forks and by Dependabot. Nothing was generated.';
    log.notice(note);
    return { ...nothing, status: 'skipped', note };
}
/** The report of a job that has no part of the manifest. */
function emptyShard(findings, log) {
    const note = 'This shard has no part of the manifest: what has to stay together makes fewer parts than there are jobs.';
    log.notice(note);
    return { ...nothing, status: 'done', note, findings };
}
/** The report of a dry run. */
function checkedReport(checked) {
    const { planned, ended, findings, balance, estimate, failure } = checked;
    return {
        ...nothing,
        status: failure === undefined && ended.length === 0 ? 'validated' : 'failed',
        valid: planned.map(({ generation: { name, model, params }, asSent = params, gaps = [] }) => ({
            name,
            model,
            params: asSent,
            gaps,
        })),
        results: ended.map(resultOf),
        findings,
        balance,
        estimate,
        failure,
    };
}
/** The report of what was generated. `remembered`: a re-run of the job picks up its tasks. */
function reportOf(batch, { results, stopped }, { budget, remembered }) {
    const findings = distinct(batch.findings ?? []);
    const wrong = failureOfFindings(findings);
    // What is wrong with a file as a whole is nobody's result.
    const isWholly = findings.some(({ severity, generation, place }) => severity === 'error' && place && !generation);
    const isBad = isWholly || (wrong !== undefined && results.length === 0);
    return {
        ...nothing,
        findings,
        balance: batch.balance,
        estimate: batch.estimate,
        budget,
        status: isBad ? 'failed' : worst(results, stopped),
        failure: wrong ?? batch.failure ?? failureOf(results, remembered),
        results,
    };
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
/** Ends the log of a step: with its last line, or by throwing StepFailure with the error message. */
function conclude(report, log) {
    const told = [report.failure ?? [], report.problem ?? []].flat();
    if (told.length > 0)
        throw new errors/* StepFailure */.pH(told.join(' '));
    log.info(closingOf(report));
}
/** The last line of the log of a step that succeeded. */
function closingOf({ status, results, models, valid, estimate }) {
    if (status === 'listed')
        return `${(0,base_text/* pluralize */.td)(models?.length ?? 0, 'model')} listed.`;
    if (status === 'validated')
        return `${(0,base_text/* pluralize */.td)(valid.length, 'generation')} valid. Dry run: nothing was created.${estimate ? ` Estimate: ${describeEstimate(estimate)}.` : ''}`;
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

;// CONCATENATED MODULE: ./src/tasks/budget.ts

/**
 * Keeps a step within its limits. Creates of exactly known price may start side by side. While one is in flight whose price
 * is not known exactly nothing else starts, so `max-credits` can be passed by at most that one. What is unfinished or in
 * doubt stays reserved.
 */
class Budget {
    #limits;
    #prices;
    #balanceAge;
    /** Credits by model. */
    #spentOn = new Map();
    #inFlight = new Set();
    #kept = new Set();
    /** What ended since the balance was asked for the last time: perhaps it is not charged in it. */
    #endedSince = [];
    /** On the clock of `performance.now()`. */
    #balance;
    /** `balanceAge`: how long a balance that was read is good for, in milliseconds. */
    constructor(limits, prices, balanceAge) {
        this.#limits = limits;
        this.#prices = prices;
        this.#balanceAge = balanceAge;
    }
    /** The value of `max-credits`. */
    get limit() {
        return this.#limits.maxCredits;
    }
    /** Credits of all that ended and counts. */
    get spent() {
        return budget_rounded(sum(this.#spentOn.values()));
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
    /** Whether a create may be sent. `now`: on the clock of `performance.now()`. */
    turn(request, now) {
        const price = this.#prices.priceOf(request);
        const turns = [this.#withinMaxCredits(price), this.#withinBalance(price, now)];
        return (turns.find(({ as }) => as === 'never') ??
            turns.find(({ as }) => as === 'wait') ??
            turns.find(({ as }) => as === 'read balance') ?? { as: 'start' });
    }
    #withinMaxCredits(price) {
        const { maxCredits } = this.#limits;
        if (maxCredits === undefined)
            return { as: 'start' };
        const kept = sum([...this.#kept].map(creditsOf));
        const held = budget_rounded(this.spent + kept);
        const told = `\`max-credits\` is ${maxCredits}, ${this.spent} spent${kept > 0 ? `, ${budget_rounded(kept)} reserved for what is unfinished or in doubt` : ''}`;
        if (price && budget_rounded(held + price.credits) > maxCredits) {
            const reason = `${told}, and this costs ${inWords(price)}. To start this one too, set \`max-credits: ${Math.ceil(budget_rounded(held + price.credits))}\``;
            return { as: 'never', reason };
        }
        if ([...this.#kept].some((each) => !each.price?.exact)) {
            const reason = `${told}, and what another one costs, which is unfinished or in doubt, is not known. Run this again when it has ended`;
            return { as: 'never', reason };
        }
        if (held >= maxCredits) {
            const reason = `${told}, and what this costs is not known. To start this one too, raise \`max-credits\``;
            return { as: 'never', reason };
        }
        const committed = budget_rounded(held + sum([...this.#inFlight].map(creditsOf)));
        const fits = price?.exact
            ? budget_rounded(committed + price.credits) <= maxCredits
            : committed < maxCredits;
        return this.#isKnown() && fits ? { as: 'start' } : { as: 'wait', reason: told };
    }
    #withinBalance(price, now) {
        const { minBalance } = this.#limits;
        if (minBalance === undefined)
            return { as: 'start' };
        if (!this.#balance || now - this.#balance.askedAt > this.#balanceAge)
            return { as: 'read balance' };
        const { credits } = this.#balance;
        if (credits instanceof Error) {
            const reason = `\`min-balance\` is ${minBalance}, and the balance cannot be read (${credits.message}). Run this again, or remove \`min-balance\``;
            return { as: 'never', reason };
        }
        const uncharged = budget_rounded(sum([...this.#inFlight, ...this.#kept].map(creditsOf)) + sum(this.#endedSince));
        const left = budget_rounded(credits - minBalance - uncharged);
        const told = `\`min-balance\` is ${minBalance}, the account has ${credits}${uncharged > 0 ? `, ${uncharged} of them for tasks that are not charged yet` : ''}`;
        const later = (reason) => this.#inFlight.size > 0 ? { as: 'wait', reason } : { as: 'never', reason };
        if (price && price.credits > left) {
            const value = Math.floor(budget_rounded(minBalance + left - price.credits));
            const change = value >= 0 ? `set \`min-balance: ${value}\`` : 'add credits to the account';
            return later(`${told}, and this costs ${inWords(price)}. To start this one too, ${change}`);
        }
        if (left <= 0)
            return later(`${told}, and what this costs is not known`);
        if (price?.exact)
            return this.#isKnown() ? { as: 'start' } : { as: 'wait', reason: told };
        return this.#inFlight.size === 0 ? { as: 'start' } : { as: 'wait', reason: told };
    }
    /** Whether all that is in flight has an exactly known price. */
    #isKnown() {
        return [...this.#inFlight].every(({ price }) => price?.exact);
    }
    /** The balance was asked for then, on the clock of `performance.now()`. */
    balanceIs(credits, askedAt) {
        this.#balance = { credits, askedAt };
        this.#endedSince = [];
    }
    /** A create is about to be sent, or its task is found to be on its way. */
    reserve(request) {
        const reservation = { request, price: this.#prices.priceOf(request) };
        this.#inFlight.add(reservation);
        return reservation;
    }
    /**
     * A generation has ended, and its task cost `credits`. `counts`: they were spent by this run. `done`: so much is the price
     * of its kind.
     */
    end(reservation, { credits, counts, done }) {
        const { request } = reservation;
        this.#inFlight.delete(reservation);
        this.#endedSince.push(credits);
        if (counts)
            this.spend(request.model, credits);
        if (done)
            this.#prices.learn(request, credits);
    }
    /** What became of it is not known, or not yet: its price stays reserved until the end of the step. */
    keep(reservation) {
        this.#inFlight.delete(reservation);
        this.#kept.add(reservation);
    }
}
/** The budget of a step that has a limit, after tasks of earlier attempts of this run. */
function budgetFor(limits, prices, balanceAge, before) {
    if (limits.maxCredits === undefined && limits.minBalance === undefined)
        return undefined;
    const budget = new Budget(limits, prices, balanceAge);
    for (const { model, credits } of before)
        budget.spend(model, credits);
    return budget;
}
function creditsOf({ price }) {
    return price?.credits ?? 0;
}
function inWords(price) {
    const least = price.exact ? '' : 'at least ';
    return `${least}${price.credits} ${price.credits === 1 ? 'credit' : 'credits'} (${describeSource(price)})`;
}
function sum(numbers) {
    return [...numbers].reduce((total, each) => total + each, 0);
}
/** Sums of tenths are tenths. */
function budget_rounded(credits) {
    return Number(credits.toFixed(6));
}

// EXTERNAL MODULE: ./src/manifest/generation.ts
var manifest_generation = __webpack_require__(5739);
;// CONCATENATED MODULE: ./src/tasks/outcome.ts

/** The task is done. */
function done(task, seconds) {
    return { status: 'done', task, seconds };
}
/** There is no task, and why. */
function failed(reason) {
    return { status: 'failed', task: undefined, reason, seconds: null };
}
/** A create of this attempt was lost for a reason, and its task may exist. `evidence`: why that is not known. */
function ambiguous(lost, evidence) {
    const reason = `ambiguous create: ${lost}, and ${evidence}. A task may exist and cost credits. If one shows up at Creatify, collect it with the input \`task-id\`; otherwise run this again.`;
    return { ...failed(reason), ambiguous: true };
}
/** The same for what an earlier attempt may have created. `evidence`: what is known of it, and what is not. */
function ambiguousEarlier(evidence) {
    const reason = `ambiguous create: ${evidence}. A task may exist and cost credits. If one shows up at Creatify, collect it with the input \`task-id\`; to create anyway, set \`reuse: never\`.`;
    return { ...failed(reason), ambiguous: true };
}
/** The API says that the task failed. */
function failedTask(task, reason, seconds) {
    return { status: 'failed', task, reason, seconds };
}
/** The task was left before its end, and why. */
function unfinished(task, reason) {
    return { status: 'unfinished', task, reason };
}
/** The task was created, and nothing waits for it. */
function submitted(task) {
    return { status: 'submitted', task };
}
/** Nothing was started, and why. `stopped`: by the timeout or a cancel. */
function skipped(why, stopped) {
    return { status: 'skipped', reason: `not started: ${why}`, stopped };
}
/** The end of a generation without a task of this attempt. */
function outcomeOf(generation, end) {
    return { generation, reused: false, ...end };
}
/** The end of a generation whose task was there before this attempt. */
function reusedOutcome(generation, end) {
    return { generation, reused: true, ...end };
}
/** What becomes of a child when its parent brought nothing. */
function orphaned({ generation, status, ...end }) {
    const stopped = status === 'unfinished' || (status === 'skipped' && 'stopped' in end && end.stopped);
    const became = status === 'skipped' ? 'was not started' : status === 'failed' ? 'failed' : `is ${status}`;
    return skipped(`it uses the result of ${generation.name}, which ${became}`, stopped);
}
/** How it ended, for the log. */
function describeOutcome(outcome) {
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

;// CONCATENATED MODULE: ./src/tasks/create.ts


/**
 * Creates tasks so that none is paid for twice. While a create is lost and not settled no other starts; after one that
 * cannot be settled, or a refusal that holds for all, none does.
 */
class Creator {
    #api;
    #how;
    /** Aborts with the reason for which nothing more is created. */
    #over = new AbortController();
    constructor(api, how) {
        this.#api = api;
        this.#how = how;
    }
    /** Why nothing more is created; undefined while something may be. */
    get closed() {
        const { stop } = this.#how;
        if (stop.aborted)
            return skipped((0,errors/* messageOf */.bD)(stop.reason), true);
        const { signal } = this.#over;
        return signal.aborted ? skipped((0,errors/* messageOf */.bD)(signal.reason), false) : undefined;
    }
    /** Creates one task. Every end is a value. */
    async create(creation) {
        const { log, lost } = this.#how;
        for (let losses = 0;;) {
            await lost.settled();
            const { closed } = this;
            if (closed)
                return closed;
            const sent = lost.send(creation.asked);
            const created = await this.#send(sent);
            if (created.as === 'paused')
                continue;
            if (created.as !== 'ambiguous')
                return created.as === 'task' ? this.#claim(created.task, sent) : this.#ended(created);
            log.warning(`${creation.name}: ${created.reason}. Asking the task list whether it was created.`);
            losses += 1;
            const again = await this.#settle(creation, sent, created, losses);
            if (again !== 'none')
                return again;
            log.info(`${creation.name}: the task list proves that nothing was created. Creating again.`);
        }
    }
    /** `paused`: it waited to be sent again when another create was lost. */
    async #send(sent) {
        const { lost, stop, deadline } = this.#how;
        const { pause } = lost;
        const waits = AbortSignal.any([this.#over.signal, pause]);
        const created = await this.#api.create(sent.asked, { signal: stop, waits, deadline });
        if (created.as !== 'not started' && created.as !== 'refused')
            return created;
        lost.answered(sent);
        const isPaused = created.as === 'not started' && pause.aborted && !this.closed;
        return isPaused ? { as: 'paused' } : created;
    }
    #claim(task, sent) {
        const { claims, lost } = this.#how;
        const isNew = claims.claim(task.id);
        lost.answered(sent, isNew ? task : undefined);
        if (isNew)
            return { task };
        return failed(`The API answered with task ${task.id}, which another generation has already: it made nothing new. Change a param, such as \`seed\`, to get another result.`);
    }
    async #settle({ name, isImage }, sent, { reason, lost: how }, losses) {
        const settled = await this.#how.lost.lose(sent, how, isImage);
        if (settled.as === 'task') {
            this.#how.log.info(`${name}: it was created. Task ${settled.task.id} is taken.`);
            return { task: settled.task };
        }
        if (settled.as === 'none' && losses === 1)
            return 'none';
        const evidence = settled.as === 'none' ? 'the answer was lost twice' : settled.evidence;
        this.#over.abort(new Error(`nobody knows what became of the create of ${name}`));
        return ambiguous(reason, evidence);
    }
    #ended(created) {
        const { as, reason } = created;
        const { signal: over } = this.#over;
        if (as === 'not started' && over.aborted)
            return skipped((0,errors/* messageOf */.bD)(over.reason), false);
        if (as === 'refused' && created.holdsForAll)
            this.#over.abort(new Error(reason));
        const { stop } = this.#how;
        const stopped = as === 'not started' && stop.aborted;
        return stopped ? skipped(`${(0,errors/* messageOf */.bD)(stop.reason)} (${reason})`, true) : failed(reason);
    }
}

;// CONCATENATED MODULE: ./src/tasks/matching.ts

/**
 * Compares a task with a create. Params that were not sent may be there: the API may fill in defaults. `rehosts`: hosts to
 * which the API copies input files, so that a URL there may stand for any URL that was sent.
 */
function match(task, asked, rehosts) {
    if (task.model !== asked.model)
        return task.model === '' ? 'unclear' : 'contradicted';
    return matchRecords(asked.params, task.params, rehosts);
}
/**
 * Whether a task that equals `own` may as well have been made by `other`: where `own` says nothing of a param, a URL in it
 * may be a copy of the one that `other` sent.
 */
function mayAlsoBe(task, other, own, rehosts) {
    if (task.model !== other.model)
        return false;
    return Object.entries(other.params).every(([key, value]) => {
        const hosts = Object.hasOwn(own.params, key) ? rehosts : anyHost;
        return (Object.hasOwn(task.params, key) && matchValues(value, task.params[key], hosts) === 'equal');
    });
}
const anyHost = { has: () => true };
/** The hosts of URLs in `shown` that stand where `sent` has other URLs: the API copied the files there. */
function rehostsIn(sent, shown) {
    if (isUrl(sent) && isUrl(shown))
        return folded(sent) === folded(shown) ? [] : [hostOf(shown)];
    if (Array.isArray(sent) && Array.isArray(shown)) {
        return sent.length === shown.length ? sent.flatMap((each, i) => rehostsIn(each, shown[i])) : [];
    }
    if (!(0,base_json/* isRecord */.u4)(sent) || !(0,base_json/* isRecord */.u4)(shown))
        return [];
    return Object.entries(sent).flatMap(([key, value]) => rehostsIn(value, shown[key]));
}
function matchRecords(sent, shown, rehosts) {
    return matching_worst(Object.entries(sent).map(([key, value]) => Object.hasOwn(shown, key) ? matchValues(value, shown[key], rehosts) : 'unclear'));
}
function matchValues(sent, shown, rehosts) {
    if (isScalar(sent) && isScalar(shown)) {
        if (sameScalar(sent, shown))
            return 'equal';
        if (!isUrl(sent))
            return 'contradicted';
        return isUrl(shown) && rehosts.has(hostOf(shown)) ? 'equal' : 'unclear';
    }
    if (Array.isArray(sent) && Array.isArray(shown)) {
        if (sent.length !== shown.length)
            return sent.some(isUrl) ? 'unclear' : 'contradicted';
        return matching_worst(sent.map((each, i) => matchValues(each, shown[i], rehosts)));
    }
    if ((0,base_json/* isRecord */.u4)(sent) && (0,base_json/* isRecord */.u4)(shown))
        return matchRecords(sent, shown, rehosts);
    // One value for a list of one, or a mapping as text: the API may write a value in another shape.
    return 'unclear';
}
function matching_worst(matches) {
    if (matches.includes('contradicted'))
        return 'contradicted';
    return matches.includes('unclear') ? 'unclear' : 'equal';
}
function isScalar(value) {
    return ['string', 'number', 'boolean'].includes(typeof value);
}
/** White space may be trimmed or folded, and a number may come back as text or text as a number. */
function sameScalar(sent, shown) {
    if (folded(sent) === folded(shown))
        return true;
    const numbers = typeof sent === 'number' || typeof shown === 'number';
    return numbers && folded(sent) !== '' && folded(shown) !== '' && Number(sent) === Number(shown);
}
function folded(value) {
    return String(value).replace(/\s+/g, ' ').trim();
}
function isUrl(value) {
    return typeof value === 'string' && /^\s*(https?:\/\/|data:)/i.test(value);
}
function hostOf(url) {
    return URL.parse(url.trim())?.host ?? '';
}

;// CONCATENATED MODULE: ./src/tasks/settle.ts


/** The server's clock is known to a second: a task older than its request by more than this is probably another's. */
const clockError = 2000;
/**
 * What became of each lost create. Equal creates are interchangeable: each gets a task of its own, the nearest in time. A
 * task goes to a create only where it equals it and no other open create that still lacks a task.
 */
function settle(known) {
    const { creates, modelsOnTheWay, readings, isClaimed } = known;
    const tasks = seenTasks(readings).filter(({ id }) => !isClaimed(id));
    const decidable = creates.filter(({ asked }) => !modelsOnTheWay.has(asked.model));
    const found = settle_assign(decidable, tasks, known);
    const taken = new Set(found.values());
    const free = tasks.filter((task) => !taken.has(task));
    return new Map(creates.map((create) => {
        const { model } = create.asked;
        const task = found.get(create);
        if (task)
            return [create, { as: 'task', task }];
        if (!modelsOnTheWay.has(model)) {
            return [create, absence(worstOfEqual(create, known), free, known)];
        }
        const evidence = `an answer for ${model} is still on its way`;
        return [create, { as: 'unknown', evidence, final: false }];
    }));
}
/**
 * The same where the server's clock is not known: no task is proven to be new, and none to be missing. The evidence names the
 * newest tasks that equal a create, for users to look at.
 */
function withoutClock(known) {
    const { creates, modelsOnTheWay, readings, isClaimed, rehosts } = known;
    const free = seenTasks(readings)
        .filter(({ id }) => !isClaimed(id))
        .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
    return new Map(creates.map((create) => {
        const { asked, visibleBy } = create;
        const equal = free.filter((task) => match(task, asked, rehosts) === 'equal');
        const ids = equal.slice(0, mostNamed).map(({ id }) => id);
        const evidence = ids.length === 0
            ? 'the API does not tell its time'
            : `the API does not tell its time, so any of these equal tasks may be the new one: ${ids.join(', ')}`;
        const isLate = readings.some(({ began }) => began >= visibleBy);
        return [
            create,
            { as: 'unknown', evidence, final: isLate && !modelsOnTheWay.has(asked.model) },
        ];
    }));
}
/** Of equal tasks, so many are named. */
const mostNamed = 3;
/** Equal for creates that ask for the same. */
function contentOf({ model, params }) {
    return (0,base_json/* canonical */.$N)([model, params]);
}
/** Every task of all readings as it was seen last: one that was seen once exists, whatever a later reading leaves out. */
function seenTasks(readings) {
    const lists = readings.flatMap((reading) => ('tasks' in reading ? [reading.tasks] : []));
    return [...new Map(lists.flat().map((task) => [task.id, task])).values()];
}
/** Tasks by the creates that they belong to. */
function settle_assign(lost, tasks, { readings, rehosts }) {
    const last = readings.findLast((reading) => 'tasks' in reading)?.began ?? -Infinity;
    const groups = groupsOf(lost);
    const found = new Map();
    const taken = new Set();
    const lacks = ({ creates }, task) => creates.some((create) => !found.has(create) && isWithin(task, create));
    const isOnlyOf = (group, task) => !taken.has(task) &&
        lacks(group, task) &&
        match(task, group.asked, rehosts) === 'equal' &&
        !groups.some((other) => other !== group && lacks(other, task) && mayAlsoBe(task, other.asked, group.asked, rehosts));
    for (let before = -1; before !== found.size;) {
        before = found.size;
        for (const group of groups) {
            const own = tasks.filter((task) => isOnlyOf(group, task));
            const pairs = group.creates.flatMap((create) => own
                .filter((task) => isWithin(task, create) && mayTake(task, create, last))
                .map((task) => ({ create, task, ms: distance(task, create) })));
            for (const { create, task } of pairs.sort((a, b) => a.ms - b.ms)) {
                if (found.has(create) || taken.has(task))
                    continue;
                found.set(create, task);
                taken.add(task);
            }
        }
    }
    return found;
}
function groupsOf(creates) {
    const groups = Map.groupBy(creates, ({ asked }) => contentOf(asked));
    return [...groups.values()].flatMap(([first, ...others]) => first ? [{ asked: first.asked, creates: [first, ...others] }] : []);
}
/**
 * The task of one create may have gone to an equal one, or may go there now: what is missing can be as old, and as slow to
 * show up, as that of any of them.
 */
function worstOfEqual(create, { creates, settled }) {
    const content = contentOf(create.asked);
    const equal = [...creates, ...settled].filter(({ asked }) => contentOf(asked) === content);
    return {
        ...create,
        notBefore: Math.min(...equal.map(({ notBefore }) => notBefore)),
        visibleBy: Math.max(...equal.map(({ visibleBy }) => visibleBy)),
        endedBy: Math.max(...equal.map(({ endedBy }) => endedBy)),
    };
}
function isWithin({ createdAt }, { notBefore }) {
    return createdAt !== undefined && createdAt >= notBefore;
}
function distance({ createdAt = 0 }, { sentAt }) {
    return Math.abs(createdAt - sentAt);
}
/** One from just before the request may be another client's, and ours not visible yet: it is taken only once ours must be. */
function mayTake({ createdAt = 0 }, create, lastReading) {
    const { sentAt, visibleBy } = create;
    return createdAt >= sentAt - clockError || lastReading >= visibleBy;
}
/** Whether no task of the create exists. `free`: seen tasks that belong to nobody. */
function absence(create, free, known) {
    const { readings, rehosts } = known;
    const { asked, notBefore, visibleBy, endedBy } = create;
    const unknown = (evidence, final) => ({
        as: 'unknown',
        evidence,
        final,
    });
    const after = readings.filter(({ began }) => began >= visibleBy);
    const last = after.findLast((reading) => 'tasks' in reading);
    const failed = readings.findLast((reading) => 'failure' in reading);
    if (last === undefined) {
        const why = failed
            ? `the task list cannot be read (${failed.failure})`
            : 'it is too early to tell';
        return unknown(why, after.length > 0);
    }
    const gap = absenceGap(last.tasks, notBefore);
    if (gap !== undefined)
        return unknown(gap, true);
    for (const task of free) {
        const { id, createdAt = Infinity } = task;
        const how = createdAt < notBefore ? 'contradicted' : match(task, asked, rehosts);
        if (how === 'equal')
            return unknown(`task ${id} may be this one's or another generation's`, true);
        if (how === 'unclear') {
            return unknown(`task ${id} is of this model, and its params do not tell whose it is`, true);
        }
    }
    const showsRunning = readings.some((reading) => 'tasks' in reading && reading.tasks.some(({ state }) => state === 'running'));
    if (showsRunning || last.began >= endedBy)
        return { as: 'none' };
    return unknown('the task list shows no task that runs, and may leave such tasks out', endedBy === Infinity);
}
/** Why a list cannot prove that it has no task since `notBefore`; undefined where it can. */
function absenceGap(tasks, notBefore) {
    if (tasks.length === 0)
        return 'the task list is empty, which proves nothing';
    const times = tasks.map(({ createdAt }) => createdAt ?? NaN);
    if (times.some(Number.isNaN))
        return 'the task list has tasks without a time';
    if (times.some((time, i) => i > 0 && time > (times[i - 1] ?? 0))) {
        return 'the task list is not newest first';
    }
    const reachesBack = (times.at(-1) ?? 0) < notBefore;
    return reachesBack ? undefined : 'the task list does not reach back past the request';
}

;// CONCATENATED MODULE: ./src/tasks/lost.ts




/**
 * The one reader of the task list of a step, for all its lost creates and for those of earlier attempts. It reads as long
 * as a create is lost and not settled.
 */
class LostCreates {
    #api;
    #how;
    #onTheWay = new Set();
    /** Lost ones whose end is awaited. */
    #open = new Map();
    #doubts;
    #adopted = [];
    /** Those that were sent before the API had told its time. */
    #untimed = new Set();
    #rehosts = new Set();
    #readings = [];
    #reading;
    #pause = new AbortController();
    /** `doubts`: creates that could not be settled before. */
    constructor(api, how, doubts = []) {
        this.#api = api;
        this.#how = how;
        this.#doubts = new Set(doubts);
    }
    /** Creates that could not be settled: a task may still be theirs. */
    get doubts() {
        return [...this.#doubts];
    }
    /** Aborts when a create is lost: nothing may be sent from then on until `settled`. */
    get pause() {
        return this.#pause.signal;
    }
    /** Resolves once no create is lost and not settled. */
    async settled() {
        while (this.#reading)
            await this.#reading;
    }
    /** A create is about to be sent. */
    send(asked) {
        const sent = { asked, at: this.#api.now(), sentAt: performance.now() };
        this.#onTheWay.add(sent);
        return sent;
    }
    /** The answer to it is known: this task, or none. */
    answered(sent, task) {
        this.#onTheWay.delete(sent);
        if (task)
            this.learn(sent.asked, task);
    }
    /** A task is known to be of this create: its params show what the API does with URLs. */
    learn(asked, task) {
        for (const host of rehostsIn(asked.params, task.params))
            this.#rehosts.add(host);
    }
    /** The answer to it was lost. Resolves with what became of it; a task is then claimed. Images are done within a minute. */
    async lose(sent, how, isImage) {
        const { holdAfterReset, holdAfterTimeout, tolerance, earlierTolerance } = this.#how.durations;
        this.#onTheWay.delete(sent);
        const { asked, at, sentAt } = sent;
        const now = performance.now();
        // Where the server's clock is not known, the runner's is all there is: enough to name tasks, not to prove anything.
        const [time, error] = at === undefined ? [Date.now() - (now - sentAt), earlierTolerance] : [at, tolerance];
        const create = {
            asked,
            sentAt: time,
            notBefore: time - error,
            visibleBy: now + (how === 'reset' ? holdAfterReset : holdAfterTimeout),
            endedBy: isImage ? sentAt + holdAfterTimeout : Infinity,
        };
        if (at === undefined)
            this.#untimed.add(create);
        return this.#settle(create);
    }
    /**
     * An earlier attempt may have made it since then, by the runner's clock, in milliseconds since 1970. `startedAt`: when
     * this attempt began, on the clock of `performance.now()`.
     */
    async lookFor(asked, { since, startedAt, isImage }) {
        const { holdAfterTimeout, earlierTolerance, ended } = this.#how.durations;
        const visibleBy = startedAt + holdAfterTimeout;
        return this.#settle({
            asked,
            sentAt: since,
            notBefore: since - earlierTolerance,
            visibleBy,
            endedBy: isImage || Date.now() - since > ended ? visibleBy : Infinity,
        });
    }
    async #settle(create) {
        this.#pause.abort();
        return new Promise((resolve) => {
            this.#open.set(create, resolve);
            this.#reading ??= this.#read().finally(() => {
                this.#reading = undefined;
                this.#pause = new AbortController();
            });
        });
    }
    async #read() {
        const { stop } = this.#how;
        // Those that are lost at the same time share the first reading.
        await Promise.resolve();
        while (this.#open.size > 0) {
            if (!this.#isWaiting()) {
                this.#readings.push(await this.#readOnce());
                this.#judge();
            }
            if (stop.aborted)
                this.#giveUp((0,errors/* messageOf */.bD)(stop.reason));
            if (this.#open.size === 0)
                return;
            await (0,external_node_timers_promises_.setTimeout)(this.#untilNext(), undefined, { signal: stop }).catch(() => undefined);
        }
    }
    /** A pause, or less where a reading proves more a moment later. */
    #untilNext() {
        const now = performance.now();
        const times = [...this.#open.keys()].flatMap(({ visibleBy, endedBy }) => [visibleBy, endedBy]);
        const left = times.filter((time) => time >= now).map((time) => time - now + 1);
        return Math.min(this.#how.durations.pause, ...left);
    }
    /** Every lost create waits for the answer to another one. */
    #isWaiting() {
        const models = new Set([...this.#onTheWay].map(({ asked }) => asked.model));
        return [...this.#open.keys()].every(({ asked }) => models.has(asked.model));
    }
    async #readOnce() {
        const began = performance.now();
        const since = Math.min(...[...this.#open.keys()].map(({ notBefore }) => notBefore));
        try {
            const options = { ms: this.#how.durations.list, signal: this.#how.stop };
            return { began, tasks: await this.#api.listTasksSince(since, options) };
        }
        catch (error) {
            return { began, failure: (0,errors/* messageOf */.bD)(error) };
        }
    }
    #judge() {
        const { claims } = this.#how;
        const isTimed = this.#api.now() !== undefined && this.#untimed.size === 0;
        const decide = isTimed ? settle : withoutClock;
        const verdicts = decide({
            creates: [...this.#open.keys(), ...this.#doubts],
            modelsOnTheWay: new Set([...this.#onTheWay].map(({ asked }) => asked.model)),
            readings: this.#readings,
            isClaimed: (id) => claims.has(id),
            rehosts: this.#rehosts,
            settled: this.#adopted,
        });
        for (const [create, verdict] of verdicts) {
            if (!this.#open.has(create))
                continue;
            // A step beside this one may have claimed it a moment ago: the next reading decides without it.
            if (verdict.as === 'task' && !claims.claim(verdict.task.id))
                continue;
            if (verdict.as === 'unknown' && !verdict.final)
                continue;
            if (verdict.as === 'task')
                this.#adopted.push(create);
            if (verdict.as === 'unknown')
                this.#doubts.add(create);
            this.#end(create, verdict);
        }
    }
    #giveUp(evidence) {
        for (const create of this.#open.keys()) {
            this.#doubts.add(create);
            this.#end(create, { as: 'unknown', evidence });
        }
    }
    #end(create, end) {
        this.#open.get(create)?.(end);
        this.#open.delete(create);
    }
}

// EXTERNAL MODULE: ./src/base/retry.ts
var retry = __webpack_require__(7435);
// EXTERNAL MODULE: ./src/api/task.ts
var api_task = __webpack_require__(5347);
// EXTERNAL MODULE: ./src/api/creatify.ts + 1 modules
var creatify = __webpack_require__(9401);
;// CONCATENATED MODULE: ./src/tasks/looks.ts






const singlesAtOnce = 10;
const mostRefusals = 3;
/**
 * Looks at tasks, many with one request: ids that are asked for in one turn of the event loop share one, up to what the API
 * takes. A task that the API stumbles over is asked for alone, so that it holds up no other.
 */
function taskLooks(api, { get: ms }, signal) {
    const once = { ms, signal, repeat: false };
    const limit = (0,p_limit/* default */.A)(singlesAtOnce);
    /** By key: not in an answer for many, or spoiling it. */
    const apart = new Set();
    let queue = [];
    /** Requests for many that were refused, one after the other. */
    let refusals = 0;
    /** Requests for many that failed, one after the other. */
    let failures = 0;
    let probes = 0;
    async function isApiWell() {
        return api.remainingCredits(once).then(() => true, () => false);
    }
    async function lookAlone(id) {
        try {
            const task = await limit(async () => api.getTask(id, once));
            if (!task)
                return { as: 'missing', isCertain: true };
            apart.delete((0,api_task/* taskKey */.Do)(id));
            return { as: 'task', task };
        }
        catch (failure) {
            if (!(failure instanceof api_error/* ApiError */.hD))
                throw failure;
            const isUnclear = failure.status === 404 && failure.isReadable;
            if (isUnclear && (await isApiWell()))
                return { as: 'missing', isCertain: false };
            return { as: 'failed', failure };
        }
    }
    function askAlone(asked) {
        for (const { id, resolve } of asked)
            resolve(lookAlone(id));
    }
    async function askTogether(asked) {
        try {
            const tasks = await api.getTasks(asked.map(({ id }) => id), once);
            failures = 0;
            refusals = tasks ? 0 : refusals + 1;
            if (!tasks) {
                askAlone(asked);
                return;
            }
            const byKey = new Map(tasks.map((task) => [(0,api_task/* taskKey */.Do)(task.id), task]));
            for (const each of asked) {
                const task = byKey.get((0,api_task/* taskKey */.Do)(each.id));
                if (task)
                    each.resolve({ as: 'task', task });
                else {
                    apart.add((0,api_task/* taskKey */.Do)(each.id));
                    askAlone([each]);
                }
            }
        }
        catch (failure) {
            if (!(failure instanceof api_error/* ApiError */.hD)) {
                for (const { resolve } of asked)
                    resolve(Promise.reject(asError(failure)));
                return;
            }
            failures += 1;
            if (mayBeOneTask(failure) && isTimeToProbe(failures))
                await probe(asked);
            else
                for (const { resolve } of asked)
                    resolve({ as: 'failed', failure });
        }
    }
    /** Finds the task that spoils the rest: asks for one alone, each time for another, and when that works for all. */
    async function probe(asked) {
        probes += 1;
        const first = asked[probes % asked.length];
        if (!first)
            return;
        const look = await lookAlone(first.id).catch((error) => asError(error));
        first.resolve(look instanceof Error ? Promise.reject(look) : look);
        const rest = asked.filter((each) => each !== first);
        if (look instanceof Error || look.as === 'failed') {
            for (const { resolve } of rest)
                resolve(look instanceof Error ? Promise.reject(look) : look);
            return;
        }
        failures = 0;
        const looks = rest.map(async ({ id, resolve }) => {
            const own = lookAlone(id);
            resolve(own);
            const failed = (await own).as === 'failed';
            if (failed)
                apart.add((0,api_task/* taskKey */.Do)(id));
            return failed;
        });
        const ends = await Promise.all(looks).catch(() => [true]);
        // Where every task works alone, it is the asking for many that the API cannot do.
        if (!ends.includes(true))
            refusals += 1;
    }
    function dispatch() {
        const asked = queue;
        queue = [];
        const isTogether = ({ id }) => (0,api_task/* isTaskId */.XJ)(id) && !apart.has((0,api_task/* taskKey */.Do)(id));
        const together = refusals < mostRefusals ? asked.filter(isTogether) : [];
        const many = together.length > 1 ? together : [];
        for (let i = 0; i < many.length; i += creatify/* batchSize */.C)
            void askTogether(many.slice(i, i + creatify/* batchSize */.C));
        askAlone(asked.filter((each) => !many.includes(each)));
    }
    return async (id) => new Promise((resolve) => {
        if (queue.length === 0)
            setImmediate(dispatch);
        queue.push({ id, resolve });
    });
}
function asError(error) {
    return error instanceof Error ? error : new Error(String(error));
}
/** One task may be the cause, and not the API as a whole or what it thinks of us. */
function mayBeOneTask({ reachedServer, status }) {
    return reachedServer && ![401, 403, 425, 429].includes(status ?? 0);
}
/** At the second failure, the fourth, the eighth: an outage brings few requests more. */
function isTimeToProbe(failures) {
    return failures > 1 && Number.isInteger(Math.log2(failures));
}
const missingLooks = 3;
/** True when a task is gone for good: the API said so often enough, and for long enough. `now` is of the same clock. */
function isGoneForGood({ since, count }, missing, now) {
    return count >= missingLooks && now - since >= missing;
}
const triesForFew = 3;
/**
 * The tasks of these ids, undefined where the API does not know one. When some cannot be asked for and others can, those are
 * left as `unseen`, for the polling to go on. Rejects with ApiError when none can be asked for in time.
 */
async function findTasks(ids, look, { ms, signal, durations, confirm }) {
    const found = new Map();
    const missing = new Map();
    const until = performance.now() + ms;
    for (let attempt = 1;; attempt += 1) {
        const open = ids.filter((id) => !found.has(id));
        const looks = await Promise.all(open.map(async (id) => [id, await look(id)]));
        let failure;
        let isUnsure = false;
        const now = performance.now();
        for (const [id, each] of looks) {
            if (each.as === 'task')
                found.set(id, each.task);
            else if (each.as === 'failed')
                failure = each.failure;
            else {
                const before = missing.get(id) ?? { since: now, count: 0 };
                const so = { since: before.since, count: before.count + 1 };
                missing.set(id, so);
                const isOver = confirm ? isGoneForGood(so, durations.polling.missing, now) : each.isCertain;
                if (isOver)
                    found.set(id, undefined);
                else
                    isUnsure = true;
            }
        }
        if (found.size === new Set(ids).size)
            return found;
        const failed = { kind: 'task', attempt, left: until - now };
        const wait = isUnsure
            ? durations.polling.missing / (missingLooks - 1)
            : failure && (0,retry/* retryWait */.y)(failure, failed, durations.api, Math.random());
        if (wait === undefined && found.size === 0 && failure)
            throw failure;
        // What cannot be asked for holds up nothing that can.
        if (wait === undefined || (!isUnsure && found.size > 0 && attempt >= triesForFew))
            break;
        await (0,external_node_timers_promises_.setTimeout)(wait, undefined, { signal }).catch(() => undefined);
        signal.throwIfAborted();
    }
    for (const id of ids)
        if (!found.has(id))
            found.set(id, (0,api_task/* unseen */.nv)(id));
    return found;
}

;// CONCATENATED MODULE: ./src/tasks/schedule.ts
/** The schedule by what is made (`text_to_image`, or just `image`); `pollInterval` overrides all of its numbers. */
function scheduleOf(type, pollInterval, durations) {
    if (pollInterval !== undefined)
        return { first: pollInterval, interval: () => pollInterval };
    const { imageFirst, imageInterval, imageEarly, imageLater, otherFirst, otherInterval } = durations;
    return type.endsWith('image')
        ? { first: imageFirst, interval: (age) => (age < imageEarly ? imageInterval : imageLater) }
        : { first: otherFirst, interval: () => otherInterval };
}
const jitter = 0.1;
/**
 * Before the first look, the earliest first look; then the shortest interval that any task asks for by its age, a tenth
 * earlier or later. `random` is from 0 to 1. There has to be a task.
 */
function nextTick(tasks, { lastTick, slowdown, notBefore }, longestInterval, now, random) {
    const asked = Math.min(...tasks.map(({ schedule, since }) => schedule.interval(now - since)));
    const interval = Math.max(asked, Math.min(longestInterval, slowdown * asked));
    const planned = lastTick === undefined
        ? Math.min(...tasks.map(({ schedule, since }) => since + schedule.first))
        : lastTick + interval;
    const at = Math.max(notBefore, planned + interval * jitter * (2 * random - 1));
    return { planned, at, interval };
}
/** Whether a task is looked at in a tick at `now`. */
function isDue({ schedule, since, notBefore }, now, interval) {
    const early = now + interval * jitter;
    return early >= since + schedule.first && early >= notBefore;
}

;// CONCATENATED MODULE: ./src/tasks/poller.ts







const mostEmptyDonePolls = 3;
/**
 * Waits for the tasks of a step, each in a loop of its own; a shared beat lets all that are due look at once, so that one
 * request asks for all. A task survives an outage since the last good answer about it, whatever becomes of the others. When
 * `signal` aborts, every task ends `unfinished`.
 */
class Poller {
    #look;
    #log;
    #durations;
    #signal;
    #watched = new Set();
    #unknownStatuses = new Set();
    #timer;
    #beat = {
        lastTick: undefined,
        slowdown: 1,
        notBefore: 0,
    };
    /** When all was well, once the log says that it is not. */
    #healthyBefore;
    constructor(api, log, durations, signal) {
        this.#look = taskLooks(api, durations.api, signal);
        this.#log = log;
        this.#durations = durations;
        this.#signal = signal;
    }
    /** Resolves when the task has ended or the waiting has. `since`: when its create was sent. */
    async watch(name, task, since, schedule) {
        const watched = {
            ...{ name, schedule, since, task, notBefore: 0, release: undefined, emptyDonePolls: 0 },
            ...{ missing: undefined, lastHealthyAt: performance.now(), failures: 0 },
        };
        this.#watched.add(watched);
        try {
            return await (0,errors/* orAborted */.H6)(this.#poll(watched), this.#signal);
        }
        catch (error) {
            if (!this.#signal.aborted)
                throw error;
            return poller_unfinished(watched, (0,errors/* messageOf */.bD)(this.#signal.reason));
        }
        finally {
            this.#watched.delete(watched);
            if (this.#watched.size === 0)
                this.#beat.lastTick = undefined;
            this.#arm();
        }
    }
    async #poll(watched) {
        const { state } = watched.task;
        let ending = state === 'running' ? undefined : this.#endOf(watched, watched.task);
        while (!ending) {
            await this.#turn(watched);
            if (watched.failures === 0)
                watched.lastHealthyAt = performance.now();
            ending = this.#answered(watched, await this.#look(watched.task.id));
        }
        return ending;
    }
    /** Resolves with the next tick in which the task is due. */
    async #turn(watched) {
        return new Promise((resolve) => {
            watched.release = resolve;
            this.#arm();
        });
    }
    #arm() {
        clearTimeout(this.#timer);
        const all = [...this.#watched];
        if (all.length === 0 || this.#signal.aborted)
            return;
        const now = performance.now();
        const { longestInterval } = this.#durations.polling;
        const tick = nextTick(all, this.#beat, longestInterval, now, Math.random());
        this.#timer = setTimeout(() => {
            this.#tick(tick);
        }, Math.max(0, tick.at - now));
    }
    #tick({ planned, interval }) {
        const now = performance.now();
        // Ticks that were missed are not caught up with.
        // Jitter leaves the grid as it is; a wait that the API asked for moves it.
        this.#beat.lastTick = now - planned > interval / 4 ? now : planned;
        for (const watched of this.#watched) {
            if (!watched.release || !isDue(watched, now, interval))
                continue;
            watched.release();
            watched.release = undefined;
        }
        this.#arm();
    }
    #answered(watched, look) {
        if (look.as === 'failed')
            return this.#failed(watched, look.failure);
        watched.failures = 0;
        watched.lastHealthyAt = performance.now();
        if (this.#healthyBefore !== undefined && ![...this.#watched].some(({ failures }) => failures)) {
            const outage = (0,base_text/* formatDuration */.a3)(watched.lastHealthyAt - this.#healthyBefore);
            this.#log.info(`The API answers again after ${outage}.`);
            this.#healthyBefore = undefined;
        }
        if (look.as === 'missing')
            return this.#missing(watched);
        const { task } = look;
        if (task.rawStatus !== watched.task.rawStatus && task.state === 'running')
            this.#log.info(`${watched.name}: ${task.rawStatus}`);
        watched.task = task;
        watched.missing = undefined;
        return this.#endOf(watched, task);
    }
    /** An answer that is of no use is an outage as well, unless no later one can be better. */
    #failed(watched, failure) {
        const { api } = this.#durations;
        const now = performance.now();
        watched.failures += 1;
        const isOver = failure.status === 401 || now - watched.lastHealthyAt >= api.maxOutage;
        if (isOver)
            return poller_unfinished(watched, failure.message);
        if (this.#healthyBefore === undefined) {
            this.#healthyBefore = watched.lastHealthyAt;
            this.#log.info(`${failure.message}. The tasks go on; asking again.`);
        }
        // Without jitter of its own: tasks of one failed request wait for the same tick, and the beat has jitter.
        const failed = { kind: 'task', attempt: watched.failures, left: Infinity };
        const wait = (0,retry/* retryWait */.y)(failure, failed, api, 1) ?? api.longestBackoff;
        if (failure.status !== 429)
            watched.notBefore = now + wait;
        // Of several tasks that one answer is about, the first one slows down.
        else if (now >= this.#beat.notBefore) {
            this.#beat.slowdown *= 2;
            this.#beat.notBefore = now + wait;
        }
        return undefined;
    }
    #missing(watched) {
        const now = performance.now();
        const { since, count } = watched.missing ?? { since: now, count: 0 };
        watched.missing = { since, count: count + 1 };
        if (!isGoneForGood(watched.missing, this.#durations.polling.missing, now))
            return undefined;
        const reason = `The API does not know the task ${watched.task.id} any more. Check that the credentials are of the same account, then run this again.`;
        return { status: 'failed', task: watched.task, reason };
    }
    #endOf(watched, task) {
        const { name } = watched;
        if (task.state === 'failed') {
            const unsaid = 'The API gave no reason. Change the params, or run this again.';
            return { status: 'failed', task, reason: task.failedReason ?? unsaid };
        }
        if (task.state === 'running') {
            if (!(0,api_task/* isKnownStatus */.ih)(task.rawStatus) && !this.#unknownStatuses.has(task.rawStatus)) {
                this.#unknownStatuses.add(task.rawStatus);
                this.#log.warning(`${name}: the API reports the unknown status "${task.rawStatus}". Waiting on.`);
            }
            return undefined;
        }
        const { length } = task.assets;
        const expected = Math.max(1, task.outputs ?? 1);
        if (length >= expected)
            return { status: 'done', task };
        watched.emptyDonePolls += 1;
        watched.notBefore = performance.now() + this.#durations.polling.lateAssets;
        if (watched.emptyDonePolls <= mostEmptyDonePolls)
            return undefined;
        if (length > 0) {
            this.#log.warning(`${name}: the task is done, and has ${length} of ${expected} files.`);
            return { status: 'done', task };
        }
        const raw = (0,base_json/* isRecord */.u4)(task.raw) ? { ...task.raw, input_params: undefined } : task.raw;
        const quoted = (0,base_text/* truncate */.xv)(JSON.stringify(raw), 600);
        const reason = `The task is done and has no assets. Give the id to Creatify's support. The API says: ${quoted}`;
        return { status: 'failed', task, reason };
    }
}
function poller_unfinished({ task }, reason) {
    return { status: 'unfinished', task, reason };
}

;// CONCATENATED MODULE: ./src/tasks/maker.ts





/** Creates the tasks of a step, and waits for them. */
class TaskMaker {
    #how;
    #poller;
    #creator;
    #lost;
    /** `doubts`: creates of earlier attempts of which nobody knows what became. `stop` aborts when the step ends. */
    constructor(api, how, { stop, doubts }) {
        const { durations, log, claims, timeout } = how;
        this.#how = how;
        this.#poller = new Poller(api, log, durations, stop);
        this.#lost = new LostCreates(api, { log, claims, stop, durations: durations.settle }, doubts);
        const deadline = performance.now() + timeout;
        this.#creator = new Creator(api, { log, claims, lost: this.#lost, stop, deadline });
    }
    /** Why nothing more is created; undefined while something may be. */
    get closed() {
        return this.#creator.closed;
    }
    /** Creates the task where there is none, and waits for its end. Every end is a value. */
    async make({ generation, type, task: known }, told, asked) {
        const { wait, log, onTask } = this.#how;
        const since = performance.now();
        const { name } = generation;
        if (known)
            this.#lost.learn(asked, known);
        const isImage = type.endsWith('image');
        const created = known ? { task: known } : await this.#creator.create({ name, asked, isImage });
        if (!('task' in created) || created.task === undefined)
            return { ...told, ...created };
        const { task } = created;
        onTask({ ...told, task });
        if (!known)
            log.info(`${name}: task ${task.id} of ${asked.model} created`);
        if (!wait && task.state === 'running')
            return { ...told, ...submitted(task) };
        return this.#watch(task, since, type, told);
    }
    async #watch(task, since, type, told) {
        const { pollInterval, durations } = this.#how;
        const schedule = scheduleOf(type, pollInterval, durations.polling);
        const ending = await this.#poller.watch(told.generation.name, task, since, schedule);
        const seconds = told.reused ? null : (performance.now() - since) / 1000;
        switch (ending.status) {
            case 'done':
                return { ...told, ...done(ending.task, seconds) };
            case 'failed':
                return { ...told, ...failedTask(ending.task, ending.reason, seconds) };
            case 'unfinished':
                return { ...told, ...ending };
        }
    }
}

;// CONCATENATED MODULE: ./src/tasks/pay.ts

/** A finished task that told no credits is asked so often. */
const priceLooks = 6;
/**
 * Books what a generation cost in place of what was reserved for it. A finished task that told no price is asked again for
 * a while: the outcome that is returned has it, where it came.
 */
async function pay(outcome, reservation, { api, budget, ofThisRun, durations, stop }) {
    let end = outcome;
    for (let i = 0; i < priceLooks && end.status === 'done' && end.task.credits === 0; i += 1) {
        await (0,external_node_timers_promises_.setTimeout)(durations.pause, undefined, { signal: stop }).catch(() => undefined);
        if (stop.aborted)
            break;
        const options = { ms: durations.look, signal: stop };
        const task = await api.getTask(end.task.id, options).catch(() => undefined);
        if (task?.state === 'done')
            end = { ...end, task: { ...end.task, credits: task.credits } };
    }
    const isOpen = end.status === 'unfinished' || end.status === 'submitted';
    if (isOpen || (end.status === 'failed' && end.ambiguous)) {
        budget.keep(reservation);
        return end;
    }
    const task = 'task' in end ? end.task : undefined;
    const counts = task && (!end.reused || ofThisRun(task));
    budget.end(reservation, {
        credits: task?.credits ?? 0,
        counts: counts ?? false,
        done: end.status === 'done',
    });
    return end;
}

;// CONCATENATED MODULE: ./src/tasks/scheduler.ts





/** Starts the generations of a step, each in its turn: what is asked for is waiting, under way or ended. */
class Scheduler {
    #api;
    #how;
    #stop;
    #settle;
    #maker;
    #known;
    #waiting;
    #hasChains;
    /** Tasks in flight, or about to be. */
    #running = 0;
    /** Started, and not handed over yet. */
    #open = 0;
    #ends = new Map();
    #requests = new Map();
    #isReadingBalance = false;
    #settling = [];
    #allOver = Promise.withResolvers();
    constructor({ ready, ended, blocked = [], doubts = [] }, api, how, stop, settle) {
        this.#api = api;
        this.#how = how;
        this.#stop = stop;
        this.#settle = settle;
        this.#maker = new TaskMaker(api, how, { stop, doubts });
        this.#known = ready.filter(({ task }) => task);
        this.#waiting = new Set(ready.filter(({ task }) => !task));
        this.#hasChains = ready.some(({ generation }) => generation.parents.length > 0);
        for (const outcome of ended) {
            this.#note(outcome);
            this.#handOver(outcome);
        }
        for (const outcome of blocked) {
            this.#ends.set(outcome.generation.name, outcome);
            this.#handOver(outcome);
        }
    }
    async run() {
        const started = performance.now();
        const beat = setInterval(() => {
            this.#how.log.info(this.#progress(performance.now() - started));
        }, this.#how.durations.polling.heartbeat);
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
        return this.#running >= this.#how.concurrency && !this.#maker.closed;
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
                    const outcome = outcomeOf(planned.generation, turn);
                    this.#note(outcome);
                    this.#handOver(outcome);
                    changed = true;
                }
            }
        }
        if (this.#waiting.size === 0 && this.#open === 0)
            this.#allOver.resolve(undefined);
    }
    #turnOf(planned) {
        const { generation } = planned;
        const { closed } = this.#maker;
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
        const turn = budget.turn(this.#requestOf(planned), performance.now());
        if (turn.as === 'start')
            return 'start';
        if (turn.as === 'read balance') {
            this.#readBalance(budget);
            return 'wait';
        }
        if (turn.as === 'wait' && this.#open > 0)
            return 'wait';
        return skipped(turn.reason, false);
    }
    /** What is to be created, once it is known of its parents what they brought. */
    #requestOf({ generation, review }) {
        const known = this.#requests.get(generation);
        if (known)
            return known;
        const resolved = this.#orderOf(generation);
        const { params } = review?.(resolved) ?? resolved;
        const request = { model: generation.model, params };
        this.#requests.set(generation, request);
        return request;
    }
    /** Asks for the balance, and goes on when it is known. */
    #readBalance(budget) {
        if (this.#isReadingBalance)
            return;
        this.#isReadingBalance = true;
        const askedAt = performance.now();
        const options = { ms: this.#how.durations.api.balance, signal: this.#stop };
        void this.#api
            .remainingCredits(options)
            .catch((error) => (error instanceof Error ? error : new Error(String(error))))
            .then((credits) => {
            this.#isReadingBalance = false;
            budget.balanceIs(credits, askedAt);
            this.#move();
        });
    }
    #orderOf(generation) {
        const { params, problems } = generation.resolve((name) => {
            const end = this.#ends.get(name);
            return end?.status === 'done' ? (0,manifest_generation/* parentResult */.q2)(end.generation, end.task) : undefined;
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
        const { budget, ofThisRun, durations } = this.#how;
        const { generation, task } = planned;
        const chained = generation.parents.length > 0;
        const resolved = this.#orderOf(generation);
        // What a recalled child was made from is what the API says.
        const reviewed = task ? undefined : planned.review?.(resolved);
        const params = task && chained ? task.params : (reviewed?.params ?? resolved.params);
        const order = { model: generation.model, params };
        const sent = chained || reviewed ? { sent: params } : {};
        const reservation = budget?.reserve(order);
        const told = { generation, reused: task !== undefined, ...sent };
        const refused = chained ? (reviewed?.findings ?? []) : [];
        const errors = refused.filter(({ severity }) => severity === 'error');
        const outcome = errors.length > 0
            ? { ...told, ...failed(errors.map(({ message }) => message).join(' ')) }
            : await this.#maker.make(planned, told, order);
        this.#running -= 1;
        this.#note(outcome);
        this.#move();
        const paying = { api: this.#api, ofThisRun, durations: durations.prices, stop: this.#stop };
        const priced = reservation && budget ? await pay(outcome, reservation, { ...paying, budget }) : outcome;
        this.#handOver(priced);
        this.#open -= 1;
        this.#move();
    }
    #note(outcome) {
        this.#ends.set(outcome.generation.name, outcome);
        this.#how.log.info(`${outcome.generation.name}: ${describeOutcome(outcome)}`);
    }
    #handOver(outcome) {
        const settled = this.#settle(outcome);
        settled.catch((error) => {
            this.#allOver.reject(error);
        });
        this.#settling.push(settled);
    }
}

;// CONCATENATED MODULE: ./src/tasks/generate.ts


/**
 * Creates every generation that is ready and has no task, waits for all, and hands each outcome to `settle` the moment it
 * is known, so that one's files are saved while others are waited for. A child starts when its parents are done. Ends of
 * generations are values: it rejects only when `settle` does.
 */
async function generate(work, api, how, settle) {
    const { timeout, signal } = how;
    const late = new AbortController();
    const timer = setTimeout(() => {
        late.abort(new Error(`not done when the timeout of ${(0,base_text/* formatDuration */.a3)(timeout)} was over`));
    }, timeout);
    const stop = AbortSignal.any([signal, late.signal]);
    try {
        await new Scheduler(work, api, how, stop, settle).run();
    }
    finally {
        clearTimeout(timer);
    }
}

;// CONCATENATED MODULE: ./src/finish.ts







/** Generates what is ready, saves what it brings, and reports. Rejects only for a bug of ours. */
async function finish(batch, api, { inputs, context, durations, log, signal, record }, { claims, folder, startedAt, notes }) {
    record.open(batch.generations, notes);
    const fresh = async ({ id }) => api.getTask(id, { ms: durations.assets.fresh, signal }).catch(() => undefined);
    const loopback = (0,base_url/* isLoopback */.U)(inputs.apiUrl.hostname);
    const fetching = { temp: context.temp, loopback, durations: durations.assets };
    const save = assetSaver({ ...fetching, folder, log, signal, fresh });
    const ofThisRun = ({ id }) => batch.ofOtherRuns?.has(id) !== true;
    const prices = batch.prices ?? openPriceBook(new Map(), new Map());
    const before = batch.useless?.filter(ofThisRun) ?? [];
    const budget = budgetFor(inputs, prices, durations.prices.balance, before);
    const spent = batch.ready.some(({ task }) => task) ? performance.now() - startedAt : 0;
    const timeout = Math.max(1, inputs.timeout - spent);
    const onTask = record.began.bind(record);
    await log.group('Generate', async () => {
        const how = { ...inputs, timeout, durations, signal, log, claims, budget, ofThisRun, onTask };
        await generate(batch, api, how, async (outcome) => {
            record.ended(outcome);
            record.saved(outcome, await save(outcome, record.stemOf(outcome.generation)));
        });
    });
    if (inputs.gallery)
        await saveGallery(record.results, { folder, context, log });
    return reportOf(batch, record, { budget, remembered: notes?.ledger.remembers ?? true });
}

;// CONCATENATED MODULE: ./src/documents/gaps.ts
const mostGaps = 5;
/** What was not checked, as a sentence with a space before it. Empty where everything was. */
function notChecked(gaps) {
    const named = [
        ...new Set(gaps.map(({ property, why }) => property === undefined ? `some rules of the schema (${why})` : `\`${property}\` (${why})`)),
    ];
    if (named.length === 0)
        return '';
    const more = named.length > mostGaps ? ` and ${named.length - mostGaps} more` : '';
    return ` Not checked: ${named.slice(0, mostGaps).join(', ')}${more}.`;
}

// EXTERNAL MODULE: ./src/manifest/graph.ts
var graph = __webpack_require__(8185);
;// CONCATENATED MODULE: ./manifest.schema.json
const manifest_schema_namespaceObject = /*#__PURE__*/JSON.parse('{"$schema":"http://json-schema.org/draft-07/schema#","$id":"https://raw.githubusercontent.com/your-org/creatify-asset-generator/v1/manifest.schema.json","title":"Creatify manifest","description":"Many generations in one step: the file behind the input `manifest`","type":"object","required":["generations"],"additionalProperties":false,"properties":{"$schema":{"type":"string"},"defaults":{"description":"For every generation that does not say otherwise","type":"object","additionalProperties":false,"properties":{"model":{"$ref":"#/definitions/model"},"params":{"$ref":"#/definitions/params","description":"Those of a generation are laid over these, key by key"}}},"generations":{"description":"What to generate, in the order of the results","type":"array","minItems":1,"items":{"type":"object","additionalProperties":false,"properties":{"name":{"description":"Names the files, and this generation to others. Default is the model. Values of the matrix that are missing in it are appended; those of include only where names would be equal","type":"string","minLength":1},"model":{"$ref":"#/definitions/model"},"params":{"$ref":"#/definitions/params"},"matrix":{"description":"One generation for every combination of values, as in a workflow; or one expression that gives such a mapping","type":["object","string"],"minProperties":1,"additionalProperties":{"$ref":"#/definitions/values"},"properties":{"include":{"$ref":"#/definitions/mappings"},"exclude":{"$ref":"#/definitions/mappings"}}}}}}},"definitions":{"model":{"description":"Name of the model, like nano-banana-2","type":"string","minLength":1},"params":{"description":"The model\'s params. Any text in it may hold expressions, like ${{ github.event.release.name }}; or one expression that gives a mapping","type":["object","string"]},"mappings":{"type":["array","string"],"items":{"type":"object"}},"values":{"type":["array","string"]}}}');
// EXTERNAL MODULE: ./src/base/suggest.ts
var suggest = __webpack_require__(2371);
;// CONCATENATED MODULE: ./src/documents/yaml-nodes.ts
/** Where the key (or, without one, the value) at a path starts, or what is nearest above it: an offset in the text. */
function startOf(yaml, document, path) {
    let node = document.contents;
    let start = node?.range?.[0];
    for (const step of path) {
        if (yaml.isAlias(node))
            node = node.resolve(document);
        if (yaml.isMap(node)) {
            const pair = node.items.find(({ key }) => keyOf(yaml, key) === String(step));
            if (!pair)
                return start;
            start = pair.key.range?.[0];
            node = pair.value;
        }
        else if (yaml.isSeq(node)) {
            node = node.items[Number(step)];
            start = node?.range?.[0] ?? start;
        }
        else
            return start;
    }
    return start;
}
/** A path as a key of maps. Indexes may be numbers or text. */
function pathKey(path) {
    return JSON.stringify(path.map(String));
}
/** The anchors that something refers to. */
function aliasesIn(yaml, document) {
    const repeated = new Set();
    yaml.visit(document, {
        Alias: (_, { source }) => {
            repeated.add(source);
        },
    });
    return repeated;
}
/** Numbers, booleans and nulls whose spelling is not that of their value, or is cut, by `pathKey`. */
function spellingsIn(yaml, document, text) {
    const spellings = new Map();
    const repeated = aliasesIn(yaml, document);
    const visit = (node, path) => {
        if (yaml.isAlias(node))
            visit(node.resolve(document), path);
        else if (yaml.isMap(node)) {
            for (const { key, value } of node.items)
                visit(value, [...path, keyOf(yaml, key)]);
        }
        else if (yaml.isSeq(node)) {
            for (const [i, each] of node.items.entries())
                visit(each, [...path, i]);
        }
        else if (yaml.isScalar(node) && typeof node.value !== 'string') {
            const { source = '', value, range, anchor } = node;
            if (source === '' || !range)
                return;
            const [start, end] = range;
            const isAnchored = anchor !== undefined && !repeated.has(anchor);
            const from = isAnchored ? text.lastIndexOf(`&${anchor}`, start) : start;
            const whole = text.slice(from, end + cutAt(text, end).length).trim();
            const usual = String(value);
            if (whole === usual)
                return;
            spellings.set(pathKey(path), { source: source === usual ? undefined : source, whole });
        }
    };
    visit(document.contents, []);
    return spellings;
}
/** What ` #` cuts off text that ends at an offset. Nothing where a space follows it: then it is a comment. */
function cutAt(text, end) {
    const line = text.indexOf('\n', end);
    return /^[ \t]*#(?=\S)[^\r\n]*/.exec(text.slice(end, line === -1 ? undefined : line))?.[0] ?? '';
}
/** A key as text; empty for a key that is a list or a mapping. */
function keyOf(yaml, key) {
    // A key that is a mapping is refused; as text it may be endless.
    const name = yaml.isScalar(key) ? key.value : undefined;
    return typeof name === 'string' || typeof name === 'number' || typeof name === 'boolean'
        ? String(name)
        : '';
}

;// CONCATENATED MODULE: ./src/documents/misread.ts

/** How many misreadings of one text are told. */
const mostMisreadings = 50;
/** Longer text is not repeated in advice. */
const longestShown = 200;
/**
 * Texts written without quotes of which YAML keeps a part only: cut at ` #`, or begun with `&`, which names an anchor. An
 * error where text of several words is cut, or nothing is left of it; else a warning.
 */
function misreadingsIn(yaml, document, text) {
    const found = [];
    const repeated = aliasesIn(yaml, document);
    yaml.visit(document, {
        Scalar(key, scalar, ancestors) {
            if (key === 'key')
                return;
            const misread = misreadingOf(scalar, text, repeated);
            if (!misread)
                return;
            found.push({ ...misread, path: pathOf(yaml, ancestors, scalar) });
            if (found.length >= mostMisreadings)
                return yaml.visit.BREAK;
            return undefined;
        },
    });
    return found;
}
function misreadingOf({ type, value, source = '', range, anchor, tag }, text, repeated) {
    const isNothing = (value === null || tag === '!') && source === '';
    if (value === '' && (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED')) {
        const message = 'This block of text is empty. Write its lines below, indented, or quote the text.';
        return { severity: 'warning', message };
    }
    if (type !== 'PLAIN' || !range || !(typeof value === 'string' || isNothing))
        return undefined;
    const [start, end] = range;
    const cut = cutAt(text, end);
    const isAnchor = anchor !== undefined && !repeated.has(anchor);
    const name = isAnchor ? `&${anchor}` : tag === '!' ? '!' : undefined;
    const from = name === undefined ? start : text.lastIndexOf(name, start);
    const written = text.slice(from, end + cut.length).trim();
    if (name === '!') {
        const message = `\`!\` marks a tag in YAML and is no text. ${quote(written)}`;
        return { severity: 'error', message };
    }
    if (name !== undefined) {
        const message = `\`${name}\` is an anchor in YAML and no text, and nothing here refers to it. ${quote(written)}`;
        return { severity: 'error', message };
    }
    if (cut === '')
        return undefined;
    const left = isNothing ? 'nothing is left' : `only ${JSON.stringify(shorten(source))} is left`;
    const message = `\` #\` starts a comment in YAML, so ${left}. ${quote(written)} If it is a comment, write a space after the \`#\`.`;
    return { severity: isNothing || hasSeveralWords(source) ? 'error' : 'warning', message };
}
/** An expression counts as one word. */
function hasSeveralWords(source) {
    return /\S\s+\S/.test(source.replaceAll(/\$\{\{.*?\}\}/gs, 'x'));
}
/** The advice to quote what is written, so that all of it is text. */
function quote(written) {
    return written.length > longestShown || /[\r\n]/.test(written)
        ? 'Put the whole text in quotes.'
        : `Quote it: ${JSON.stringify(written)}.`;
}
function shorten(source) {
    return source.length > longestShown ? `${source.slice(0, longestShown)}…` : source;
}
function pathOf(yaml, ancestors, scalar) {
    const chain = [...ancestors, scalar];
    return ancestors.flatMap((each, i) => {
        if (yaml.isPair(each))
            return [keyOf(yaml, each.key)];
        return yaml.isSeq(each) ? [each.items.indexOf(chain[i + 1])] : [];
    });
}

;// CONCATENATED MODULE: ./src/documents/mismatch.ts




/** How many mismatches of one generation are worked out. */
const mostMismatches = 100;
/** A validator's errors in words, one for each mistake. */
function mismatchesOf(errors, taker, sourceOf) {
    return outermost(errors)
        .slice(0, mostMismatches)
        .map((error) => {
        const path = mismatch_pathOf(error);
        const message = mismatch_sentence(error, path, taker, sourceOf(path));
        return { severity: 'error', path, message, unknownKey: isUnknownKey(error) };
    });
}
/** A property that is required and not there, as the validator would say it. */
function missing(property, schema, taker) {
    const message = missingSentence([property], propertiesOf(schema)[property], taker);
    return { severity: 'error', path: [], message };
}
/**
 * What stands inside a failed `anyOf` or `oneOf` is told by that one, and a wrong type by the values that are allowed. Takes
 * time in proportion to the errors: a list may have one for each of its 100,000 items.
 */
function outermost(errors) {
    const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
    const choiceSchemas = new Set(choices.map(({ schemaPath }) => schemaPath));
    const choiceValues = new Set(choices.flatMap((each) => (isReferred(each) ? [] : each.instancePath)));
    const valued = new Set(errors
        .filter(({ keyword }) => keyword === 'enum' || keyword === 'const')
        .map(({ instancePath }) => instancePath));
    return errors.filter((error) => {
        const { keyword, instancePath, schemaPath } = error;
        if (keyword === 'if' || (keyword === 'type' && valued.has(instancePath)))
            return false;
        if (above(schemaPath).some((path) => choiceSchemas.has(path)))
            return false;
        // Errors behind a reference have the path of the definition, and only their value tells what they belong to.
        const values = isReferred(error) ? [instancePath, ...above(instancePath)] : [];
        return !values.some((path) => choiceValues.has(path));
    });
}
function isReferred({ schemaPath }) {
    return schemaPath.startsWith('#/$defs/');
}
/** The paths that a path is below. */
function above(path) {
    return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}
function isUnknownKey({ keyword }) {
    return keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';
}
/** `nano-banana-2` has to have it, and what it may be. */
function missingSentence(path, property, { name, key }) {
    const takes = describe(property);
    const about = takes === '' ? '' : ` It takes ${takes}.`;
    return `\`${path.join('.')}\` is missing: ${name} needs this ${key}.${about}`;
}
/** `required` is about the mapping, an unknown key about that key, everything else about the key of the value. */
function mismatch_pathOf(error) {
    const steps = error.instancePath
        .split('/')
        .slice(1)
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const { additionalProperty, unevaluatedProperty } = error.params;
    return isUnknownKey(error) ? [...steps, String(additionalProperty ?? unevaluatedProperty)] : steps;
}
function mismatch_sentence(error, path, taker, source) {
    const { name: model, key: noun } = taker;
    const { keyword, data, schema, parentSchema, params, message = 'does not fit' } = error;
    const [key, be] = path.length === 0 ? [`The ${noun}s`, 'are'] : [`\`${path.join('.')}\``, 'is'];
    const value = source === undefined ? show(data) : `${(0,base_text/* truncate */.xv)(source, 60)}, which YAML reads as ${show(data)}`;
    const limit = String(params['limit']);
    const plain = `${key} ${be} ${value}: ${message}.`;
    switch (keyword) {
        case 'required': {
            const name = String(params['missingProperty']);
            return missingSentence([...path, name], propertiesOf(parentSchema)[name], taker);
        }
        case 'additionalProperties':
        case 'unevaluatedProperties': {
            const known = Object.keys(propertiesOf(parentSchema));
            const unknown = String(path.at(-1));
            const shown = noun === 'key' ? `\`${unknown}\`` : key;
            // `a manifest` is words, the name of a model is not.
            const name = noun === 'key' ? `${model.charAt(0).toUpperCase()}${model.slice(1)}` : model;
            return `${name} takes no ${noun} ${shown}.${(0,suggest/* didYouMean */.a)(unknown, known)}`;
        }
        case 'enum':
        case 'const':
        case 'type':
        case 'anyOf':
        case 'oneOf': {
            const takes = describe(keyword === 'anyOf' || keyword === 'oneOf' ? { anyOf: schema } : parentSchema);
            if (takes === '')
                return plain;
            return `${key} ${be} ${value}, and ${model} takes ${takes}.${instead(data, source, parentSchema)}`;
        }
        case 'minimum':
        case 'maximum':
        case 'exclusiveMinimum':
        case 'exclusiveMaximum':
            return `${key} ${be} ${value}, and ${model} takes ${bounds[keyword]} ${limit}.`;
        case 'minLength':
        case 'maxLength': {
            const side = keyword === 'minLength' ? 'at least' : 'at most';
            const length = String(data).match(/./gsu)?.length ?? 0;
            return `${key} has ${(0,base_text/* pluralize */.td)(length, 'character')}, and ${model} takes ${side} ${limit}.`;
        }
        case 'minItems':
        case 'maxItems': {
            const side = keyword === 'minItems' ? 'at least' : 'at most';
            const length = Array.isArray(data) ? data.length : 0;
            return `${key} has ${(0,base_text/* pluralize */.td)(length, 'item')}, and ${model} takes ${side} ${limit}.`;
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
function propertiesOf(schema) {
    const properties = (0,base_json/* isRecord */.u4)(schema) ? schema['properties'] : undefined;
    return (0,base_json/* isRecord */.u4)(properties) ? properties : {};
}
/** What a schema takes, in words: `a whole number from 1 to 4`, `"a", "b" or "c"`. Empty when it does not say. */
function describe(schema) {
    if (!(0,base_json/* isRecord */.u4)(schema))
        return '';
    const choices = schema['anyOf'] ?? schema['oneOf'];
    if (Array.isArray(choices))
        return (0,base_text/* either */.gP)(choices.map(describe).filter((words) => words !== ''));
    const all = schema['allOf'];
    if (Array.isArray(all) && all.length === 1)
        return describe(all[0]);
    if ('const' in schema)
        return show(schema['const']);
    if (Array.isArray(schema['enum']))
        return (0,base_text/* either */.gP)(schema['enum'].slice(0, 40).map(show));
    const { type } = schema;
    const types = Array.isArray(type) ? type : [type];
    const words = types
        .flatMap((each) => typeof each === 'string' && Object.hasOwn(nouns, each) ? (nouns[each] ?? []) : [])
        .map((noun) => noun + range(schema));
    return (0,base_text/* either */.gP)(words);
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
    return (0,base_text/* truncate */.xv)(text, 60);
}
/** A second sentence with the value that was probably meant, with a space before it. Or nothing. */
function instead(data, source, schema) {
    const quotes = requote(data, source, schema);
    if (quotes !== '')
        return quotes;
    const values = (0,base_json/* isRecord */.u4)(schema) && Array.isArray(schema['enum']) ? schema['enum'] : [];
    const texts = values.filter((each) => typeof each === 'string');
    if (typeof data !== 'string' && typeof data !== 'number')
        return '';
    const written = source ?? String(data);
    const same = texts.find((text) => mismatch_bare(text) === mismatch_bare(written));
    const amount = texts.find((text) => amountOf(text) === amountOf(String(data)));
    const isWord = typeof data === 'string' && data.length >= 4;
    const meant = same ?? amount ?? (isWord ? (0,suggest/* nearest */.p)(data, texts)[0] : undefined);
    return meant === undefined ? '' : ` Did you mean ${JSON.stringify(meant)}?`;
}
/** Without what people write differently: `square-HD`, `square_hd`. */
function mismatch_bare(text) {
    return text.toLowerCase().replace(/[^\p{L}\p{N}.]/gu, '');
}
/** The number of a length or size: 8 of `8s`. NaN, which equals nothing, for all else. */
function amountOf(text) {
    return Number(/^(\d+(?:\.\d+)?)\s*[a-z]*$/i.exec(text)?.[1] ?? NaN);
}
/** Types are never coerced, but most wrong types are a quote too many or too few. */
function requote(data, source, schema) {
    if (typeof data !== 'string') {
        const isScalar = typeof data === 'number' || typeof data === 'boolean';
        // A null has no spelling where nothing is written.
        const text = source ?? (isScalar ? String(data) : undefined);
        return text !== undefined && accepts(schema, text) ? ` ${quote(text)}` : '';
    }
    if (data.trim() === '')
        return '';
    const bare = data === 'true' ? true : data === 'false' ? false : Number(data);
    return !Number.isNaN(bare) && accepts(schema, bare) ? ` Leave out the quotes: ${data}.` : '';
}
function accepts(schema, value) {
    if (!(0,base_json/* isRecord */.u4)(schema))
        return false;
    const choices = schema['anyOf'] ?? schema['oneOf'];
    if (Array.isArray(choices))
        return choices.some((each) => accepts(each, value));
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
}

;// CONCATENATED MODULE: ./src/documents/pattern.ts
/**
 * A pattern as its author meant it, or undefined where it is written in the syntax of another language. Tried as Unicode
 * first, so that `.` takes one emoji; then without, because many escapes (`\-`, `\_`) are allowed there only.
 */
function readPattern(source) {
    const unicode = compile(source, 'u');
    const regex = unicode ?? (isForeign(source) ? undefined : compile(source, ''));
    if (!regex)
        return undefined;
    // The services behind these models are mostly written in languages where `\w` and `\d` take the letters of all scripts.
    const wide = /\\[wd]/.test(source) ? compile(widened(source), 'v') : undefined;
    return (text) => regex.test(text) || (wide?.test(text) ?? false);
}
function compile(source, flags) {
    try {
        return new RegExp(source, flags);
    }
    catch {
        return undefined;
    }
}
/** Escapes that JavaScript has without the flag `u`; it would take every other letter for itself. */
const ownEscapes = /^(?:[bBdDfnrsStvwW\d]|c[A-Za-z]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^A-Za-z])/;
/** Python, Java and PCRE have `\A`, `\Z`, `\p{IsHan}` and `[[:alpha:]]`: JavaScript would read them as other text. */
function isForeign(source) {
    if (source.includes('[[:'))
        return true;
    const escapes = source.matchAll(/\\(.{1,5})/gsu);
    return [...escapes].some(([, escape = '']) => !ownEscapes.test(escape));
}
function widened(source) {
    const wider = { w: '[\\p{L}\\p{M}\\p{N}_]', d: '\\p{Nd}' };
    return source.replace(/\\(.)/gsu, (escape, letter) => letter === 'w' || letter === 'd' ? wider[letter] : escape);
}

;// CONCATENATED MODULE: ./src/documents/older-drafts.ts

/** The words of drafts 4 to 7 in those of 2020-12: of this schema, not of those inside it. */
function modernised(schema) {
    return withLists(withLimits(withDependencies(schema)));
}
/** Draft 4: `exclusiveMinimum: true` beside `minimum`. */
function withLimits(schema) {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
    const low = limit(['minimum', minimum], ['exclusiveMinimum', exclusiveMinimum]);
    const high = limit(['maximum', maximum], ['exclusiveMaximum', exclusiveMaximum]);
    return { ...rest, ...low, ...high };
}
function limit([name, value], [exclusive, flag]) {
    const found = flag === true
        ? { [exclusive]: value }
        : { [name]: value, [exclusive]: flag === false ? undefined : flag };
    return Object.fromEntries(Object.entries(found).filter(([, each]) => each !== undefined));
}
/** Before 2020-12: a list of schemas in `items`, and `additionalItems` for the rest. */
function withLists(schema) {
    const { items, additionalItems, ...rest } = schema;
    if (!Array.isArray(items))
        return schema;
    return {
        ...rest,
        ...(items.length > 0 && { prefixItems: items }),
        ...(additionalItems !== undefined && { items: additionalItems }),
    };
}
/** Before 2019-09: `dependencies` with names or schemas. */
function withDependencies(schema) {
    const { dependencies, ...rest } = schema;
    if (!(0,base_json/* isRecord */.u4)(dependencies))
        return schema;
    const entries = Object.entries(dependencies);
    const of = (names) => Object.fromEntries(entries.filter(([, each]) => Array.isArray(each) === names));
    return { dependentRequired: of(true), dependentSchemas: of(false), ...rest };
}
/** OpenAPI's word for "or null". `schema` is modern otherwise. */
function nullable(schema) {
    const choosing = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'const'];
    if (choosing.some((each) => each in schema))
        return { anyOf: [schema, { type: 'null' }] };
    const { type, enum: values } = schema;
    return {
        ...schema,
        ...(Array.isArray(type) && { type: [...new Set([...(0,base_json/* listOf */.c3)(type), 'null'])] }),
        ...(Array.isArray(values) && { enum: [...(0,base_json/* listOf */.c3)(values), null] }),
    };
}

;// CONCATENATED MODULE: ./src/documents/sound-schema.ts




const deepest = 100;
const types = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'];
/**
 * Leaves out of a schema what cannot be checked, and nothing else: a reference that leads nowhere, a pattern of another
 * language, a keyword with a value that it does not take. What older drafts and OpenAPI write otherwise is translated. The
 * result never refuses more than the schema does.
 */
function soundSchema(root) {
    const reader = new Reader(root);
    const { properties, ...rest } = root;
    const whole = reader.read(rest, 0);
    const gaps = whole.gaps.map((why) => ({ property: undefined, why }));
    const named = Object.entries((0,base_json/* isRecord */.u4)(properties) ? properties : {}).map(([property, each]) => {
        const part = reader.read(each, 1);
        gaps.push(...part.gaps.map((why) => ({ property, why })));
        return [property, part.schema];
    });
    const schema = typeof whole.schema === 'boolean' ? {} : { ...whole.schema };
    const required = [...new Set([...namesIn(schema['required']), ...requiredByItself(properties)])];
    return {
        schema: {
            ...schema,
            ...(required.length > 0 && { required }),
            properties: Object.fromEntries(named),
            $defs: reader.definitions(),
        },
        gaps,
    };
}
/** Draft 3 writes `required: true` on the property. */
function requiredByItself(properties) {
    return Object.entries((0,base_json/* isRecord */.u4)(properties) ? properties : {}).flatMap(([name, each]) => (0,base_json/* isRecord */.u4)(each) && each['required'] === true ? [name] : []);
}
function namesIn(value) {
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
class Reader {
    #root;
    /** What references lead to, by their pointer; undefined while it is read. */
    #definitions = new Map();
    /** Pointers to what refers to nothing itself. */
    #leaves = new Set();
    constructor(root) {
        this.#root = root;
    }
    definitions() {
        const entries = [...this.#definitions].map(([pointer, part]) => [pointer, part?.schema ?? true]);
        return Object.fromEntries(entries);
    }
    read(value, depth) {
        if (typeof value === 'boolean')
            return { schema: value, gaps: [] };
        if (!(0,base_json/* isRecord */.u4)(value))
            return { schema: true, gaps: ['a part of it is no schema'] };
        if (depth > deepest)
            return { schema: true, gaps: ['it is nested too deeply'] };
        const out = {};
        const gaps = [];
        for (const [keyword, says] of Object.entries(modernised(value))) {
            // Serializers write null for what is not there; these two may mean it.
            if (says === null && !['const', 'enum'].includes(keyword))
                continue;
            const found = this.#keyword(keyword, says, depth);
            if (found === undefined)
                continue;
            gaps.push(...found.gaps);
            if ('value' in found)
                out[found.name ?? keyword] = found.value;
        }
        if (gaps.length > 0)
            loosen(out);
        const plain = this.#inPlace(out, value['$ref']);
        const schema = value['nullable'] === true ? nullable(plain) : plain;
        return { schema, gaps: [...new Set(gaps)] };
    }
    /** What a reference leads to, where that refers to nothing itself: errors then show what is taken. */
    #inPlace(out, pointer) {
        const target = this.#definitions.get(String(pointer))?.schema;
        const isAlone = Object.keys(out).join() === '$ref';
        if (!isAlone || !(0,base_json/* isRecord */.u4)(target))
            return out;
        return this.#leaves.has(String(pointer)) ? target : out;
    }
    /** What a keyword says here; undefined where it says nothing about values. */
    #keyword(keyword, says, depth) {
        switch (keyword) {
            case '$ref':
                return this.#reference(says, depth);
            case 'type': {
                const named = Array.isArray(says) ? says : [says];
                const known = named.length > 0 && named.every((each) => types.includes(String(each)));
                return known ? sound([...new Set(named)]) : dropped(keyword, says);
            }
            case 'enum':
                return Array.isArray(says) && says.length > 0 ? sound(says) : dropped(keyword, says);
            case 'minimum':
            case 'maximum':
            case 'exclusiveMinimum':
            case 'exclusiveMaximum':
                return Number.isFinite(says) ? sound(says) : dropped(keyword, says);
            case 'multipleOf':
                return typeof says === 'number' && says > 0 ? sound(says) : dropped(keyword, says);
            case 'minLength':
            case 'maxLength':
            case 'minItems':
            case 'maxItems':
            case 'minProperties':
            case 'maxProperties':
            case 'minContains':
            case 'maxContains':
                return Number.isInteger(says) && Number(says) >= 0 ? sound(says) : dropped(keyword, says);
            case 'uniqueItems':
                return typeof says === 'boolean' ? sound(says) : dropped(keyword, says);
            case 'format':
                return typeof says === 'string' ? sound(says) : dropped(keyword, says);
            case 'pattern':
                return typeof says === 'string' && readPattern(says) ? sound(says) : foreign(says);
            case 'required':
                if (typeof says === 'boolean')
                    return undefined;
                return Array.isArray(says) && says.every((each) => typeof each === 'string')
                    ? sound([...new Set(says)])
                    : dropped(keyword, says, [...new Set(namesIn(says))]);
            case 'dependentRequired':
                return (0,base_json/* isRecord */.u4)(says) && Object.values(says).every(isListOfNames)
                    ? sound(says)
                    : dropped(keyword, says);
            case 'properties':
            case 'dependentSchemas':
                return (0,base_json/* isRecord */.u4)(says) ? this.#map(says, depth) : dropped(keyword, says);
            case 'patternProperties':
                return (0,base_json/* isRecord */.u4)(says) ? this.#patterns(says, depth) : dropped(keyword, says);
            case 'allOf':
            case 'anyOf':
            case 'oneOf':
            case 'prefixItems':
                if (!Array.isArray(says) || says.length === 0)
                    return dropped(keyword, says);
                return this.#list(keyword, says, depth);
            case 'items':
            case 'additionalProperties':
            case 'unevaluatedProperties':
            case 'unevaluatedItems':
            case 'propertyNames':
            case 'then':
            case 'else': {
                const { schema, gaps } = this.read(says, depth + 1);
                return { value: schema, gaps };
            }
            case 'not':
            case 'if':
            case 'contains': {
                // Looser, each of them would make the whole stricter.
                const { schema, gaps } = this.read(says, depth + 1);
                return gaps.length > 0 ? { gaps } : { value: schema, gaps };
            }
            case 'const':
                return sound(says);
            case '$dynamicRef':
            case '$recursiveRef':
                return dropped(keyword, says);
            default:
                return undefined;
        }
    }
    #map(map, depth) {
        const parts = Object.entries(map).map(([name, each]) => [name, this.read(each, depth + 1)]);
        return {
            value: Object.fromEntries(parts.map(([name, { schema }]) => [name, schema])),
            gaps: parts.flatMap(([, { gaps }]) => gaps),
        };
    }
    #patterns(map, depth) {
        const readable = Object.entries(map).filter(([pattern]) => readPattern(pattern));
        const { value, gaps } = this.#map(Object.fromEntries(readable), depth);
        const strange = Object.keys(map).filter((pattern) => !readPattern(pattern));
        return { value, gaps: [...gaps, ...strange.flatMap((pattern) => foreign(pattern).gaps)] };
    }
    #list(keyword, list, depth) {
        const parts = list.map((each) => this.read(each, depth + 1));
        const gaps = parts.flatMap((part) => part.gaps);
        // Of looser choices, more than one may fit.
        const name = keyword === 'oneOf' && gaps.length > 0 ? 'anyOf' : keyword;
        return { name, value: parts.map(({ schema }) => schema), gaps };
    }
    #reference(says, depth) {
        const pointer = String(says);
        const target = typeof says === 'string' ? targetOf(this.#root, pointer) : undefined;
        if (target === undefined) {
            const shown = (0,base_text/* truncate */.xv)(pointer, 80);
            return { gaps: [`its \`$ref\` leads nowhere (\`${shown}\`)`] };
        }
        if (!this.#definitions.has(pointer)) {
            if (!JSON.stringify(target).includes('"$ref"'))
                this.#leaves.add(pointer);
            this.#definitions.set(pointer, undefined);
            this.#definitions.set(pointer, this.read(target, depth + 1));
        }
        const gaps = this.#definitions.get(pointer)?.gaps ?? [];
        const escaped = pointer.replaceAll('~', '~0').replaceAll('/', '~1');
        return { value: `#/$defs/${encodeURIComponent(escaped)}`, gaps };
    }
}
function sound(value) {
    return { value, gaps: [] };
}
function dropped(keyword, says, value) {
    const json = JSON.stringify(says);
    const shown = (0,base_text/* truncate */.xv)(json ?? 'nothing', 60);
    return {
        ...(value !== undefined && { value }),
        gaps: [`its \`${keyword}\` is ${shown}, which says nothing`],
    };
}
function foreign(pattern) {
    const shown = (0,base_text/* truncate */.xv)(String(pattern), 80);
    return { gaps: [`its pattern \`${shown}\` is not in the syntax of JSON Schema`] };
}
function isListOfNames(value) {
    return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
/** What cannot be judged where a neighbour was left out: it would refuse what the schema takes. */
function loosen(out) {
    delete out['unevaluatedProperties'];
    delete out['unevaluatedItems'];
    if ('patternProperties' in out)
        delete out['additionalProperties'];
    if ('if' in out)
        return;
    delete out['then'];
    delete out['else'];
}
/** What a JSON pointer (`#/a/b`) leads to; undefined for nothing, and for what stands outside of the schema. */
function targetOf(root, reference) {
    if (reference === '#')
        return root;
    if (!reference.startsWith('#/'))
        return undefined;
    let node = root;
    for (const step of reference.slice(2).split('/')) {
        const key = unescaped(step);
        if (Array.isArray(node))
            node = node[Number(key)];
        else if ((0,base_json/* isRecord */.u4)(node) && Object.hasOwn(node, key))
            node = node[key];
        else
            return undefined;
    }
    return node;
}
function unescaped(step) {
    const plain = step.replaceAll('~1', '/').replaceAll('~0', '~');
    try {
        return decodeURIComponent(plain);
    }
    catch {
        return plain;
    }
}

// EXTERNAL MODULE: external "node:vm"
var external_node_vm_ = __webpack_require__(714);
;// CONCATENATED MODULE: ./src/documents/time-limit.ts



/** Work was stopped because it took too long. */
class TimeOver extends Error {
    constructor(ms) {
        super(`it took longer than ${(0,base_text/* formatDuration */.a3)(ms)} to check`);
    }
}
/** Runs work that may go on for ever, which a pattern may, and which nothing but a context's timeout ends. */
class TimeLimit {
    #box = {};
    #context;
    #script = new external_node_vm_.Script('work()');
    /** What `work` returns. It may call `run` itself. Throws TimeOver after `ms` milliseconds. */
    run(work, ms) {
        this.#context ??= (0,external_node_vm_.createContext)(this.#box);
        let value;
        this.#box.work = () => {
            value = { of: work() };
        };
        try {
            this.#script.runInContext(this.#context, { timeout: ms });
        }
        catch (error) {
            const isOver = (0,base_json/* isRecord */.u4)(error) && error['code'] === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
            throw isOver ? new TimeOver(ms) : error;
        }
        if (!value)
            throw new TimeOver(ms);
        return value.of;
    }
}

;// CONCATENATED MODULE: ./src/documents/schema.ts






/** Everything in `value` that our own schema of it refuses. `name` is its name in sentences: `a manifest`. */
async function checkShape(value, schema, name, sourceOf) {
    const { default: Ajv } = await Promise.all(/* import() */[__webpack_require__.e(457), __webpack_require__.e(463)]).then(__webpack_require__.t.bind(__webpack_require__, 2463, 23));
    const validate = new Ajv(options).compile(schema);
    validate(value);
    return mismatchesOf(validate.errors ?? [], { name, key: 'key' }, sourceOf);
}
/** What a model takes, by its schema. */
function paramsTakenBy(written) {
    return { names: namesOf(written), allowsMore: allowsMore(written) };
}
/**
 * Reads the schema of a model. What cannot be compiled is left out and told as a gap; where the rest does not compile as a
 * whole, or takes too long, each param is checked by itself, and `required` still counts. Never rejects.
 */
async function readParamSchema(written, name, durations) {
    const { schema, gaps } = readSound(written);
    const limit = new TimeLimit();
    const slow = new Set();
    const validator = await validatorsWith((pattern) => boundedPattern(pattern, limit, durations.pattern, slow));
    const taker = { name, key: 'param' };
    const prepare = (part, ms) => {
        const compiled = attempt(() => limit.run(() => validator().compile(part), ms));
        return 'error' in compiled ? () => compiled : judgeOf(compiled.value, limit, ms);
    };
    // What is not named is judged by `allowsMore` and the input `unknown-params`.
    const { additionalProperties, ...open } = schema;
    const whole = prepare((0,base_json/* isRecord */.u4)(additionalProperties) ? schema : open, durations.schema);
    const parts = new Map();
    const oneByOne = (params, sourceOf, why) => {
        const absent = requiredOf(schema).filter((property) => !Object.hasOwn(params, property));
        const mismatches = absent.map((property) => missing(property, schema, taker));
        const found = [{ property: undefined, why }];
        const until = performance.now() + durations.schema;
        for (const [property, each] of Object.entries(propertiesIn(schema))) {
            if (!Object.hasOwn(params, property))
                continue;
            const late = performance.now() > until;
            const part = { $defs: schema['$defs'], properties: { [property]: each } };
            const judge = parts.get(property) ?? (late ? tooLate : prepare(part, durations.schema / 4));
            parts.set(property, judge);
            const judged = judge({ [property]: params[property] });
            if ('error' in judged)
                found.push({ property, why: (0,errors/* messageOf */.bD)(judged.error) });
            else
                mismatches.push(...mismatchesOf(judged.value, taker, sourceOf));
        }
        return { mismatches, gaps: found };
    };
    return {
        ...paramsTakenBy(written),
        check: (params, sourceOf = () => undefined) => {
            const judged = whole(params);
            const { mismatches, gaps: found } = 'error' in judged
                ? oneByOne(params, sourceOf, (0,errors/* messageOf */.bD)(judged.error))
                : { mismatches: mismatchesOf(judged.value, taker, sourceOf), gaps: [] };
            const about = gaps.filter(({ property }) => property === undefined || Object.hasOwn(params, property));
            const late = [...slow].flatMap((pattern) => gapsOfPattern(pattern, schema, params));
            return { mismatches, gaps: [...about, ...late, ...found] };
        },
    };
}
const tooLate = () => ({ error: new Error('there was no time left to check it') });
/** Once it took too long, it is not tried again: a manifest may ask thousands of times. */
function judgeOf(validate, limit, ms) {
    let over;
    return (params) => {
        if (over)
            return over;
        const judged = attempt(() => limit.run(() => (validate(params) ? [] : (validate.errors ?? [])), ms));
        if ('error' in judged)
            over = judged;
        return judged;
    };
}
function readSound(written) {
    const read = attempt(() => soundSchema(written));
    if ('value' in read)
        return read.value;
    return { schema: {}, gaps: [{ property: undefined, why: (0,errors/* messageOf */.bD)(read.error) }] };
}
function attempt(work) {
    try {
        return { value: work() };
    }
    catch (error) {
        return { error };
    }
}
/** A pattern that takes too long fits, and is noted in `slow`. */
function boundedPattern(source, limit, ms, slow) {
    const matches = readPattern(source);
    return {
        test(text) {
            if (!matches || slow.has(source))
                return true;
            try {
                return limit.run(() => matches(text), ms);
            }
            catch (error) {
                if (!(error instanceof TimeOver))
                    throw error;
                slow.add(source);
                return true;
            }
        },
        toString: () => source,
    };
}
function gapsOfPattern(pattern, schema, params) {
    const written = JSON.stringify(pattern);
    const why = `its pattern \`${pattern.slice(0, 80)}\` takes too long`;
    return Object.entries(propertiesIn(schema))
        .filter(([name, each]) => Object.hasOwn(params, name) && JSON.stringify(each).includes(written))
        .map(([property]) => ({ property, why }));
}
const options = {
    allErrors: true,
    strict: false,
    logger: false,
    verbose: true,
    multipleOfPrecision: 9,
    validateSchema: false,
};
/** Fresh validators: none knows the schemas of another. */
async function validatorsWith(read) {
    const [{ default: addFormats }, { default: Ajv }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(457), __webpack_require__.e(196)]).then(__webpack_require__.t.bind(__webpack_require__, 2815, 23)),
        Promise.all(/* import() */[__webpack_require__.e(457), __webpack_require__.e(210)]).then(__webpack_require__.t.bind(__webpack_require__, 2210, 23)),
    ]);
    const regExp = Object.assign(read, { code: 'pattern' });
    return () => {
        const ajv = new Ajv({ ...options, code: { regExp } });
        addFormats(ajv);
        // As the services read them: with spaces and letters of all scripts.
        for (const name of ['uri', 'url'])
            ajv.addFormat(name, (text) => URL.canParse(text));
        for (const name of ['uri-reference', 'iri', 'iri-reference'])
            ajv.addFormat(name, true);
        return ajv;
    };
}
function propertiesIn(schema) {
    return (0,base_json/* isRecord */.u4)(schema['properties']) ? schema['properties'] : {};
}
function requiredOf({ required }) {
    return Array.isArray(required) ? required.map(String) : [];
}
const combining = ['allOf', 'anyOf', 'oneOf'];
const conditional = ['if', 'then', 'else'];
/** The params that a schema names, also in parts that are combined. What is behind `$ref` is not looked for. */
function namesOf(schema, depth = 0) {
    if (depth > 8)
        return [];
    const parts = [
        ...combining.flatMap((keyword) => (0,base_json/* listOf */.c3)(schema[keyword])),
        ...conditional.map((keyword) => schema[keyword]),
    ].filter(base_json/* isRecord */.u4);
    const names = parts.flatMap((part) => namesOf(part, depth + 1));
    return [...new Set([...Object.keys(propertiesIn(schema)), ...names])];
}
/** A schema that lists its properties and says nothing of others means these: API schemas are written so. */
function allowsMore(schema) {
    const { additionalProperties: more, patternProperties } = schema;
    if ((0,base_json/* isRecord */.u4)(patternProperties) && Object.keys(patternProperties).length > 0)
        return true;
    if (more === false)
        return false;
    if (Object.keys(propertiesIn(schema)).length === 0)
        return true;
    if (more === true || (0,base_json/* isRecord */.u4)(more))
        return true;
    return ['$ref', '$dynamicRef', 'dependentSchemas', ...combining, ...conditional].some((keyword) => keyword in schema);
}

;// CONCATENATED MODULE: ./src/documents/yaml-json.ts

const yaml_json_deepest = 64;
const mostAliasesWritten = 1000;
const tooManyAliases = `This has more than ${mostAliasesWritten} aliases (\`*name\`). Write them out.`;
/** How many problems of one text are told. */
const mostProblems = 50;
/** What is said of a text that is nested too deeply. */
const tooDeep = `This is nested too deeply: at most ${yaml_json_deepest} levels.`;
/** Why a text cannot be sent as it is; undefined where it can. */
function problemOfText(text) {
    if (!text.isWellFormed()) {
        return 'This text has half of a character (a lone surrogate). Write it again.';
    }
    return text.includes('\0')
        ? 'This text has the character U+0000, which no prompt needs. Remove it.'
        : undefined;
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
        if (ancestors.filter(yaml.isCollection).length < yaml_json_deepest)
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
            if (!target) {
                report(alias, `\`*${alias.source}\` repeats what an anchor \`&${alias.source}\` above it names, and there is none. If it is text, quote the text.`);
            }
            if (target && ancestors.some((ancestor) => ancestor === target)) {
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
            if (typeof value === 'string') {
                const problem = problemOfText(value);
                if (problem !== undefined)
                    report({ range }, problem);
            }
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

;// CONCATENATED MODULE: ./src/documents/yaml-syntax.ts

/** What the library makes of input that is nested beyond its means. */
const stackOverflow = 'call stack';
/** True for a problem that comes of nesting alone. */
function isTooDeep({ message }) {
    return message.includes(stackOverflow);
}
const noColon = 'A key and a value need `: ` between them, on one line.';
const needsQuotes = 'Text that starts with a special character of YAML, or has `: ` in it, needs quotes.';
/** What is wrong, by the library's codes. */
const sentences = {
    BAD_DIRECTIVE: needsQuotes,
    BAD_DQ_ESCAPE: 'A backslash in double quotes starts an escape that YAML does not have. Write it twice, or use single quotes.',
    BAD_INDENT: 'The indent does not fit the lines around it, or a bracket is not closed.',
    BAD_SCALAR_START: needsQuotes,
    BLOCK_AS_IMPLICIT_KEY: needsQuotes,
    MULTILINE_IMPLICIT_KEY: noColon,
    TAB_AS_INDENT: 'A tab stands where YAML takes spaces only.',
    TAG_RESOLVE_FAILED: needsQuotes,
};
/** What is said of a text that is no YAML. Never quotes it. */
function explainSyntax(problem) {
    if (isTooDeep(problem))
        return tooDeep;
    if (problem.code === 'MULTIPLE_DOCS')
        return 'This has several YAML documents (`---`). Keep one.';
    return `This is not YAML: ${sentenceOf(problem)}`;
}
function sentenceOf({ code, message }) {
    if (code === 'MISSING_CHAR') {
        if (message.startsWith('Implicit map keys'))
            return noColon;
        if (message.startsWith('Missing closing'))
            return 'A quote is not closed.';
    }
    return (sentences[code] ??
        'It cannot go on like this here. Often a comma, a bracket or a quote is missing.');
}
const likelyCauses = [
    [/^\s*(?:```|~~~)/, 'It is in a code fence. Remove the lines with ``` around it.'],
    [
        /^[ \t]*(?:- )?["']?[\w.$-]+["']?\uff1a/m,
        'A key is followed by a full-width colon (U+FF1A). Write `: `.',
    ],
    [
        /^[ \t]*(?:- )?["']?[\w.$-]+["']?[ \t]*:[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/m,
        'The colon of a key is followed by a no-break space or another one that YAML does not know. Write a plain space.',
    ],
];
/** What users paste that looks right and is not. For texts that are no mapping. */
function likelyCause(text) {
    for (const [pattern, message] of likelyCauses) {
        const match = pattern.exec(text);
        if (match)
            return { message, at: match.index };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/documents/yaml.ts




/** Inline params have no other bound than what one environment variable holds. */
const longestDocument = 1024 * 1024;
/** The most values that aliases expand to, counted as the library does. */
const mostAliases = 100;
/**
 * YAML 1.2 or JSON as one JSON object, with the place of everything in it. `like` is an example for users. Never throws for
 * what is written, and quotes nothing of what cannot be read.
 */
async function parseMapping(text, file, like) {
    const yaml = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    const lines = new yaml.LineCounter();
    const placeAt = placesIn(lines, file);
    const refuse = (problems) => ({ ...yaml_nothing, problems });
    if (text.length > longestDocument) {
        const message = `This is too large: at most ${longestDocument} characters are read. Shorten it.`;
        return refuse([{ message }]);
    }
    // Duplicate keys are looked for below: the library's own search takes seconds for 20,000 keys.
    const document = parsed(yaml, text, lines);
    if (!document)
        return refuse([{ message: tooDeep }]);
    const complaints = [...document.errors, ...document.warnings];
    const cause = likelyCause(text);
    const root = document.contents;
    const isText = yaml.isScalar(root) && root.value !== null;
    if (cause && (complaints.length > 0 || isText)) {
        return refuse([{ message: `This is not YAML: ${cause.message}`, place: placeAt(cause.at) }]);
    }
    const deep = complaints.find(isTooDeep);
    const unreadable = deep ? [deep] : complaints.slice(0, mostProblems);
    if (unreadable.length > 0) {
        return refuse(unreadable.map((each) => ({ message: explainSyntax(each), place: placeAt(each.pos[0]) })));
    }
    if (root === null || (yaml.isScalar(root) && !isText)) {
        return { ...yaml_nothing, locate: () => placeAt(0) };
    }
    if (!yaml.isMap(root)) {
        const found = yaml.isSeq(root) ? 'a list' : 'just text';
        const message = `This takes a mapping of names to values, like \`${like}\`, not ${found}.`;
        return refuse([{ message, place: placeAt(root.range[0]) }]);
    }
    const problems = notJson(yaml, document, placeAt);
    if (problems.length > 0)
        return refuse(problems);
    try {
        const value = document.toJS({ maxAliasCount: mostAliases });
        let spellings;
        const spelling = (path) => {
            spellings ??= spellingsIn(yaml, document, text);
            return spellings.get(pathKey(path));
        };
        return {
            value,
            problems,
            misreadings: misreadingsIn(yaml, document, text),
            locate: (path) => {
                const start = startOf(yaml, document, path);
                return start === undefined ? undefined : placeAt(start);
            },
            sourceOf: (path) => spelling(path)?.whole,
            spellingOf: (path) => spelling(path)?.source,
        };
    }
    catch {
        const message = `The aliases (\`*name\`) in this expand to too much: at most ${mostAliases} values. Write them out.`;
        return refuse([{ message }]);
    }
}
const yaml_nothing = {
    value: {},
    problems: [],
    misreadings: [],
    locate: () => undefined,
    sourceOf: () => undefined,
    spellingOf: () => undefined,
};
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

// EXTERNAL MODULE: ./src/inputs/workspace.ts
var workspace = __webpack_require__(4532);
;// CONCATENATED MODULE: ./src/manifest/chains.ts




/** The index of names that are all known. Where one name is written as another is called, the latter counts. */
function indexNames(drafts) {
    return new Map([
        ...drafts.map(({ fullName, name }) => [fullName.toLowerCase(), name]),
        ...drafts.map(({ name }) => [name.toLowerCase(), name]),
    ]);
}
/** The generations of all drafts, in the same order. */
function generationsOf(drafts, names, evaluator) {
    const byName = new Map();
    const generations = drafts.map((draft) => generationOf(draft, names, evaluator, (name) => byName.get(name)));
    for (const generation of generations)
        byName.set(generation.name, generation);
    return generations;
}
function generationOf({ name, model, modelAt, evaluated, scope, locate, sourceOf, fromDefaults }, names, evaluator, generationNamed) {
    const params = evaluated.value;
    const own = { name, model, modelAt, params, locate, sourceOf, fromDefaults };
    if (evaluated.waiting.length === 0)
        return { ...own, ...(0,manifest_generation/* unchained */.Iy)(params) };
    const actual = (parent) => nameIn(names, parent) ?? parent;
    const parents = evaluated.waiting.flatMap((value) => value.parents);
    const generation = {
        ...own,
        parents: [...new Set(parents.map(actual))],
        resolve: (of) => evaluator.complete(evaluated, scope, (parent) => of(actual(parent))),
        expect: (kindOf) => (0,manifest_generation/* resolveWithPlaceholders */.hc)(generation, (parentName) => {
            const parent = generationNamed(parentName);
            return { id: 'to-come', parent, kind: parent && kindOf(parent.model) };
        }),
    };
    return generation;
}
function nameIn(names, written) {
    return names.get(written.toLowerCase()) ?? names.get(fileName(written).toLowerCase());
}
/**
 * Results of generations that there are not, and generations that wait for themselves. `names` are all there are; undefined
 * when some cannot be read. `generations` are those of `drafts`, in the same order.
 */
function chainFindings(drafts, generations, names) {
    const waitingForThemselves = new Set((0,graph/* inCycles */.LP)(generations));
    return drafts.flatMap((draft, i) => {
        const generation = generations[i];
        if (!generation)
            return [];
        const problems = [
            ...(names ? unknownParents(draft, names) : []),
            ...(waitingForThemselves.has(generation) ? cycle(draft, generation) : []),
        ];
        return problems.map((each) => (0,manifest_generation/* findingOf */.hD)(each, generation.name, generation.locate));
    });
}
function unknownParents({ evaluated }, names) {
    return evaluated.waiting.flatMap(({ path, parents }) => parents
        .filter((written) => nameIn(names, written) === undefined)
        .map((written) => {
        const message = `There is no generation \`${written}\` in this file.${(0,suggest/* didYouMean */.a)(written, [...new Set(names.values())])}`;
        return { severity: 'error', path, message };
    }));
}
function cycle({ evaluated }, { name, parents }) {
    const others = parents.filter((parent) => parent !== name);
    const [whom, back] = others.length === 0 ? ['itself', ''] : [`\`${others.join('`, `')}\``, ', which waits for it'];
    const message = `\`${name}\` waits for ${whom}${back}: none can start. Remove one of these expressions.`;
    return evaluated.waiting.slice(0, 1).map(({ path }) => ({ severity: 'error', path, message }));
}

// EXTERNAL MODULE: ./src/documents/spelled-scalar.ts
var spelled_scalar = __webpack_require__(2214);
;// CONCATENATED MODULE: ./src/manifest/expansion.ts
/**
 * The most characters that one file may expand to: its params as often as they are used, what its expressions give, and
 * what evaluating them costs. 5,000 generations of 4,000 characters each just fit.
 */
const mostExpanded = 20_000_000;
/** What one expression costs, whatever it gives: its evaluation takes time. */
const costOfExpression = 100;
/** What the use of one result of another generation costs. */
const costOfParent = 250;
/** What is said of a file that expands to more. */
const tooMuchMessage = 'This file expands to more than 20 million characters: params count once for each generation that uses them, and so do the values of expressions. Split the file, or take less from `matrix`, `defaults` and expressions.';
/** A file expands to more than there is memory and time for. */
class ExpansionTooLarge extends Error {
    name = 'ExpansionTooLarge';
    constructor() {
        super(tooMuchMessage);
    }
}
/** What is left of what one file may expand to. */
class ExpansionBudget {
    #left = mostExpanded;
    /** Counts so many characters. False when they are too many; then nothing more fits. */
    fits(characters) {
        this.#left -= characters;
        return this.#left >= 0;
    }
    /** The same. Throws ExpansionTooLarge when they are too many. */
    take(characters) {
        if (!this.fits(characters))
            throw new ExpansionTooLarge();
    }
}
/** The characters of a value as JSON. */
function expansion_sizeOf(value) {
    return typeof value === 'string' ? value.length : JSON.stringify(value).length;
}

;// CONCATENATED MODULE: ./src/manifest/template.ts





/** No params, and nothing wrong with them. */
const noValue = {
    value: {},
    problems: [],
    waiting: [],
    empty: [],
    spellings: new Map(),
};
/** For files without expressions. */
const literalValues = {
    evaluate: (value) => ({ ...noValue, value }),
    complete: ({ value }) => ({ params: value, problems: [] }),
    unusedKeys: (_text, { keys }) => keys,
};
/** The evaluator for the text of a file. The language takes time to load, and most files do without. */
async function evaluatorFor(text, exposed, budget) {
    return text.includes('${{')
        ? new TemplateEvaluator(await Promise.all(/* import() */[__webpack_require__.e(39), __webpack_require__.e(865)]).then(__webpack_require__.bind(__webpack_require__, 5865)), exposed, budget)
        : literalValues;
}
/** Puts values in the place of expressions. */
class TemplateEvaluator {
    #language;
    #exposed;
    #budget;
    #base;
    /** Values whose results were counted already: true where they fitted. */
    #counted = new Map();
    /** Params of parents as data, which many children may use. */
    #paramsData = new WeakMap();
    constructor(language, exposed, budget) {
        this.#language = language;
        this.#exposed = exposed;
        this.#budget = budget;
        const { github } = exposed.context;
        this.#base = { github: language.dataOf(github), env: language.dataOf(exposed.env) };
    }
    /**
     * A copy of `value` in which every text is evaluated, and no key. `path` leads to it. With `combination`, the context
     * `matrix` is there, and `keys` are those of the whole matrix; with `chained`, `generations` is. Throws ExpansionTooLarge.
     */
    evaluate(value, path, { combination, keys = [] }, chained = false) {
        const problems = [];
        const waiting = [];
        const empty = [];
        const spellings = new Map();
        const contexts = {
            ...this.#base,
            ...(combination && { matrix: this.#language.dataOf(combination) }),
            ...(chained && { generations: this.#language.dataOf({}) }),
        };
        const evaluateText = (text, at) => {
            this.#budget.take((text.split('${{').length - 1) * costOfExpression);
            const template = this.#language.readTemplate(text, contexts);
            const parents = this.#parentsOf(template, keys);
            if (parents.length > 0) {
                this.#budget.take(parents.length * costOfParent);
                waiting.push({ path: at, template, parents });
                return text;
            }
            const { value: result, empty: sources, spelling } = template.evaluate(contexts);
            this.#budget.take(expansion_sizeOf(result));
            empty.push(...sources.map((source) => ({ path: at, source })));
            if (spelling !== undefined)
                spellings.set(pathKey(at), spelling);
            return result;
        };
        const copy = (each, at) => {
            if (Array.isArray(each))
                return each.map((item, i) => copy(item, [...at, i]));
            if ((0,base_json/* isRecord */.u4)(each)) {
                const entries = Object.entries(each).map(([key, item]) => [key, copy(item, [...at, key])]);
                return Object.fromEntries(entries);
            }
            if (typeof each !== 'string' || !this.#language.hasExpression(each))
                return each;
            try {
                return evaluateText(each, at);
            }
            catch (error) {
                if (error instanceof ExpansionTooLarge)
                    throw error;
                problems.push({ severity: 'error', path: at, message: (0,errors/* messageOf */.bD)(error) });
                return each;
            }
        };
        return { value: copy(value, path), problems, waiting, empty, spellings };
    }
    /**
     * The same values once the results that they waited for are there. `value` is not changed. What the results give is
     * counted once: a value that fits with a placeholder is not refused for the result itself.
     */
    complete(evaluated, { combination }, of) {
        const { value, waiting } = evaluated;
        const problems = [];
        const params = structuredClone(value);
        const counted = this.#counted.get(evaluated);
        let size = 0;
        for (const { path, template, parents } of counted === false ? [] : waiting) {
            const results = parents.map((parent) => [parent, this.#dataOfResult(of(parent))]);
            const contexts = {
                ...this.#base,
                matrix: this.#language.dataOf(combination),
                generations: this.#language.mappingDataOf(Object.fromEntries(results)),
            };
            try {
                const { value: result, empty } = template.evaluate(contexts);
                problems.push(...empty.map((source) => notInResult(source, path)));
                replaceAt(params, path, result);
                if (counted === undefined)
                    size += expansion_sizeOf(result);
            }
            catch (error) {
                problems.push({ severity: 'error', path, message: (0,errors/* messageOf */.bD)(error) });
            }
        }
        const fits = counted ?? this.#budget.fits(size);
        this.#counted.set(evaluated, fits);
        const [first] = waiting;
        if (first && !fits) {
            problems.push({ severity: 'error', path: first.path, message: tooMuchMessage });
        }
        return { params, problems };
    }
    #dataOfResult(result) {
        if (!result)
            return this.#language.dataOf(null);
        const { input_params: params, ...rest } = result;
        const data = this.#paramsData.get(params) ?? this.#language.dataOf(params);
        this.#paramsData.set(params, data);
        const entries = Object.entries(rest).map(([key, each]) => [key, this.#language.dataOf(each)]);
        return this.#language.mappingDataOf({ ...Object.fromEntries(entries), input_params: data });
    }
    /** The keys of a matrix that a text does not use. */
    unusedKeys(text, { combination, keys }) {
        const contexts = { ...this.#base, matrix: this.#language.dataOf(combination) };
        try {
            const { uses } = this.#language.readTemplate(text, contexts);
            const used = uses.filter(({ context }) => context === 'matrix');
            if (used.some(({ property }) => property === undefined))
                return [];
            return keys.filter((key) => !used.some(({ property = '' }) => includesName([key], property)));
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
            if (context === 'env' && property !== undefined && !includesName(env, property)) {
                throw new Error(`\`env.${property}\` is not given to files. If it is no secret, list it in the input \`expose-env\`: \`expose-env: ${property}\`.`);
            }
            if (context === 'matrix' && property !== undefined && !includesName(keys, property)) {
                throw new Error(`There is no \`matrix.${property}\` here.${(0,suggest/* didYouMean */.a)(property, keys)}`);
            }
            if (context !== 'generations')
                return [];
            if (property === undefined) {
                throw new Error('Name the generation whose result is meant, like `generations.NAME.assets[0].url`.');
            }
            return [property];
        });
    }
}
function notInResult(source, path) {
    if (!/\bgenerations\b/i.test(source)) {
        const message = `\`\${{ ${source} }}\` comes out empty. Where that is meant, write \`|| ''\` into it.`;
        return { severity: 'warning', path, message };
    }
    const message = `\`\${{ ${source} }}\` is not in that result, which has \`task_id\`, \`credits_used\`, \`assets[0].url\`, \`assets[0].thumbnail_url\` and so on, as in the output \`results\`. Where it may be empty, write \`|| ''\` into it.`;
    return { severity: 'error', path, message };
}
function includesName(names, name) {
    return names.some((each) => each.toLowerCase() === name.toLowerCase());
}
function replaceAt(params, path, value) {
    let inside = params;
    for (const step of path.slice(0, -1))
        inside = inside[step];
    inside[path.at(-1) ?? ''] = value;
}

;// CONCATENATED MODULE: ./src/manifest/draft.ts







/** The generation that one combination of an entry makes. */
function draftOf(written, entry, scope, { defaults, evaluator, document }) {
    const { locate, misreadings, sourceOf } = document;
    const at = ['generations', entry];
    const findings = [];
    const refuse = (path, message) => {
        findings.push((0,manifest_generation/* findingOf */.hD)({ severity: 'error', path, message }, undefined, locate));
    };
    const empty = [];
    const plainScope = { ...scope, combination: plain(scope.combination) };
    const evaluate = (value, path) => {
        const evaluated = evaluator.evaluate(value, path, plainScope);
        const { value: result, problems } = evaluated;
        empty.push(...evaluated.empty);
        findings.push(...problems.map((each) => (0,manifest_generation/* findingOf */.hD)(each, undefined, locate)));
        return result;
    };
    const modelAt = written.model === undefined ? ['defaults', 'model'] : [...at, 'model'];
    const modelWritten = written.model ?? defaults.model;
    const model = modelWritten === undefined ? undefined : evaluate(modelWritten, modelAt);
    if (model === undefined) {
        refuse(at, 'This generation has no `model`. Name one here, or for all in `defaults`.');
    }
    else if (typeof model !== 'string' || model.trim() === '') {
        refuse(modelAt, `\`model\` takes the name of a model, not ${draft_shorten(model)}.`);
    }
    const nameAt = [...at, 'name'];
    const name = scalarText(written.name === undefined ? model : evaluate(written.name, nameAt));
    if (written.name !== undefined && name === '') {
        refuse(nameAt, 'This name is empty. Write one, or remove the line: then the model names it.');
    }
    const missing = evaluator.unusedKeys(written.name ?? modelWritten ?? '', scope);
    const valuesOf = (keys) => keys.flatMap((key) => scalarText(scope.combination[key]) || []);
    const withValues = (keys) => [name, ...valuesOf(keys)].join('-');
    const fullName = withValues(missing.filter((key) => scope.axes.includes(key)));
    const paramsOf = (value = {}, path) => {
        if (typeof value !== 'string')
            return evaluator.evaluate(value, [], scope, true);
        const given = evaluate(value, path);
        if ((0,base_json/* isRecord */.u4)(given))
            return { ...noValue, value: given };
        refuse(path, `\`params\` takes a mapping of names to values, not ${draft_shorten(given)}.`);
        return noValue;
    };
    const ownAt = written.params === undefined ? at : [...at, 'params'];
    const defaultsAt = ['defaults', 'params'];
    const own = paramsOf(written.params, ownAt);
    const merged = mergeParams(own, paramsOf(defaults.params, defaultsAt));
    const placeOf = (path) => {
        const isDefault = merged.fromDefaults.has(String(path[0]));
        const [where, value] = isDefault ? [defaultsAt, defaults.params] : [ownAt, written.params];
        return typeof value === 'object' ? [...where, ...path] : where;
    };
    const misread = misreadings.filter(({ path }) => isBelow(path, at) ||
        isBelow(path, modelAt) ||
        (isBelow(path, defaultsAt) && merged.fromDefaults.has(String(path[2]))));
    findings.push(...misread.map((each) => (0,manifest_generation/* findingInFile */.jw)(each, locate)));
    return {
        entry,
        name: fileName(fullName),
        fullName,
        longName: withValues(missing),
        unnamed: written.name === undefined,
        model: scalarText(model),
        modelAt: locate(modelAt),
        evaluated: merged.evaluated,
        scope,
        findings,
        empty: [
            ...empty,
            ...merged.evaluated.empty.map(({ path, source }) => ({ path: placeOf(path), source })),
        ],
        locate: (path) => locate(placeOf(path)),
        sourceOf: (path) => merged.evaluated.spellings.get(pathKey(path)) ?? sourceOf(placeOf(path)),
        fromDefaults: merged.fromDefaults,
    };
}
/** An entry's own params laid over those of `defaults`, key by key, and which of them are from `defaults`. */
function mergeParams(own, defaults) {
    const [over, under] = [own.value, defaults.value];
    const fromDefaults = new Set(Object.keys(under).filter((key) => !Object.hasOwn(over, key)));
    const kept = (all) => all.filter(({ path }) => fromDefaults.has(String(path[0])));
    const evaluated = {
        value: { ...under, ...over },
        problems: [...own.problems, ...kept(defaults.problems)],
        waiting: [...own.waiting, ...kept(defaults.waiting)],
        empty: [...own.empty, ...kept(defaults.empty)],
        spellings: new Map([...defaults.spellings, ...own.spellings]),
    };
    return { evaluated, fromDefaults };
}
/** Values without their spellings. */
function plain(combination) {
    const unwrap = (value) => {
        if (value instanceof spelled_scalar/* SpelledScalar */._)
            return value.value;
        if (Array.isArray(value))
            return value.map(unwrap);
        if (!(0,base_json/* isRecord */.u4)(value))
            return value;
        return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unwrap(each)]));
    };
    return unwrap(combination);
}
function isBelow(path, above) {
    return above.every((step, i) => path[i] === step);
}
/** A value as a part of a name; empty for lists, mappings and null. */
function scalarText(value) {
    if (value instanceof spelled_scalar/* SpelledScalar */._)
        return value.source;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? String(value).trim()
        : '';
}
function draft_shorten(value) {
    return (0,base_text/* truncate */.xv)(JSON.stringify(value), 60);
}

;// CONCATENATED MODULE: ./src/manifest/empties.ts


/**
 * The problems of expressions that came out empty, for each combination of an entry. One that takes a value of the matrix
 * and is empty in every combination is an error: it can never be anything else. What is empty on this event, or in some
 * combinations, may be meant.
 */
function emptyProblems({ empties, combinations, event, }) {
    const keyOf = ({ path, source }) => JSON.stringify([path, source]);
    const times = new Map();
    for (const key of empties.flatMap((each) => [...new Set(each.map(keyOf))])) {
        times.set(key, (times.get(key) ?? 0) + 1);
    }
    return empties.map((own) => own.map((each) => {
        const { path, source } = each;
        if (!/\bmatrix\b/i.test(source))
            return emptyOnEvent(each, event);
        const [count, all] = [times.get(keyOf(each)) ?? 0, combinations.length];
        const shown = `\`\${{ ${source} }}\``;
        if (count < all) {
            const message = `${shown} comes out empty in ${count} of ${all} combinations of this matrix. Where that is meant, write \`|| ''\` into it.`;
            return { severity: 'warning', path, message };
        }
        const message = `${shown} comes out empty in every combination of this matrix.${suggestion(source, combinations)} Where that is meant, write \`|| ''\` into it.`;
        return { severity: 'error', path, message };
    }));
}
/** The problem of an expression that came out empty, where there is no matrix. */
function emptyOnEvent({ path, source }, event) {
    const on = typeof event === 'string' ? ` on this \`${event}\` event` : '';
    const message = `\`\${{ ${source} }}\` comes out empty${on}. Where that is meant, write \`|| ''\` into it.`;
    return { severity: 'warning', path, message };
}
const mostKeys = 200;
function suggestion(source, combinations) {
    const word = /\.([\w-]+)$/.exec(source)?.[1];
    if (word === undefined)
        return '';
    const keys = new Set();
    const collect = (value) => {
        if (!(0,base_json/* isRecord */.u4)(value) || keys.size > mostKeys)
            return;
        for (const [key, inner] of Object.entries(value)) {
            keys.add(key);
            collect(inner);
        }
    };
    for (const each of combinations)
        for (const value of Object.values(each))
            collect(value);
    return (0,suggest/* didYouMean */.a)(word, [...keys]);
}

;// CONCATENATED MODULE: ./src/manifest/matrix.ts


/** The most combinations that one matrix makes; a workflow's matrix has the same limit. */
const mostCombinations = 256;
/**
 * The combinations of a matrix as a workflow has them: every value with every other, the first key changing last; without what
 * `exclude` matches; `include` extends those it changes no original value of, or else adds one. Undefined when there
 * would be more than 256. Takes lists of values by key, and lists of mappings as `include` and `exclude`.
 */
function crossMatrix(matrix) {
    const { include = [], exclude = [], ...axes } = matrix;
    const keys = Object.keys(axes);
    const total = Object.values(axes).reduce((product, { length }) => product * length, 1);
    if (total > mostCombinations || include.length > mostCombinations)
        return undefined;
    const crossed = keys.reduce((all, key) => all.flatMap((each) => (axes[key] ?? []).map((value) => ({ ...each, [key]: value }))), keys.length === 0 ? [] : [{}]);
    const excluded = exclude.filter(base_json/* isRecord */.u4);
    const kept = crossed.filter((each) => !excluded.some((pattern) => agrees(each, pattern)));
    const added = [];
    const overwritten = new Map();
    const extended = kept.map((each) => ({ ...each }));
    for (const [index, extra] of include.filter(base_json/* isRecord */.u4).entries()) {
        const original = Object.fromEntries(Object.entries(extra).filter(([key]) => keys.includes(key)));
        const hits = kept.flatMap((each, i) => (agrees(each, original) ? [i] : []));
        const beside = Object.entries(extra).filter(([key]) => !keys.includes(key));
        for (const i of hits) {
            for (const [key, value] of beside) {
                const combination = extended[i] ?? {};
                if (Object.hasOwn(combination, key) && (0,base_json/* canonical */.$N)(combination[key]) !== (0,base_json/* canonical */.$N)(value)) {
                    const { combinations = new Set() } = overwritten.get(key) ?? {};
                    overwritten.set(key, { include: index, key, combinations: combinations.add(i) });
                }
                setOwn(combination, key, value);
            }
        }
        if (hits.length === 0)
            added.push({ ...extra });
    }
    const combinations = [...extended, ...added];
    return combinations.length > mostCombinations
        ? undefined
        : { combinations, overwritten: [...overwritten.values()] };
}
/** Sets a key of any name, `__proto__` too. */
function setOwn(target, key, value) {
    Object.defineProperty(target, key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
    });
}
function agrees(combination, pattern) {
    return Object.entries(pattern).every(([key, value]) => fits(combination[key], value));
}
/** As the runner compares: what the pattern has, leaf by leaf, by the language's own `==`. */
function fits(value, pattern) {
    if (value instanceof spelled_scalar/* SpelledScalar */._)
        return fits(value.value, pattern);
    if (pattern instanceof spelled_scalar/* SpelledScalar */._)
        return fits(value, pattern.value);
    if (Array.isArray(pattern)) {
        return Array.isArray(value) && pattern.every((each, i) => fits(value[i], each));
    }
    if ((0,base_json/* isRecord */.u4)(pattern))
        return (0,base_json/* isRecord */.u4)(value) && agrees(value, pattern);
    if (typeof value === 'object' && value !== null)
        return false;
    if (typeof value === 'string' && typeof pattern === 'string') {
        return value.toUpperCase() === pattern.toUpperCase();
    }
    return typeof value === typeof pattern ? value === pattern : toNumber(value) === toNumber(pattern);
}
function toNumber(value) {
    return value === undefined ? NaN : Number(value);
}

;// CONCATENATED MODULE: ./src/manifest/expand.ts







/** The combinations of an entry's matrix; none where it is wrong, and one that is empty where there is no matrix. */
function scopesOf({ matrix }, entry, { evaluator, document: { locate, spellingOf }, event }) {
    if (matrix === undefined) {
        return { scopes: [{ combination: {}, keys: [], axes: [] }], findings: [] };
    }
    const at = ['generations', entry, 'matrix'];
    const { value, problems: wrong, empty } = evaluator.evaluate(matrix, at, {});
    const problems = [...wrong, ...empty.map((each) => emptyOnEvent(each, event))];
    const errors = problems.some(({ severity }) => severity === 'error') ? [] : wrongIn(value, at);
    const findings = [...problems, ...errors].map((each) => (0,manifest_generation/* findingOf */.hD)(each, undefined, locate));
    if (findings.some(({ severity }) => severity === 'error'))
        return { scopes: [], findings };
    const expanded = expand(withSpellings(value, at, spellingOf));
    if (typeof expanded !== 'string') {
        const warnings = expanded.overwritten.map((each) => overwriting(each, at));
        findings.push(...warnings.map((each) => (0,manifest_generation/* findingOf */.hD)(each, undefined, locate)));
        return { scopes: expanded.scopes, findings };
    }
    const refused = (0,manifest_generation/* findingOf */.hD)({ severity: 'error', path: at, message: expanded }, undefined, locate);
    return { scopes: [], findings: [...findings, refused] };
}
/** The scopes of a matrix, or why there are none. */
function expand(matrix) {
    const crossed = crossMatrix(matrix);
    if (!crossed) {
        return `This matrix makes more than ${mostCombinations} combinations. Split this generation in two.`;
    }
    const { combinations, overwritten } = crossed;
    const axes = axesOf(matrix);
    if (combinations.length === 0) {
        const why = axes.length === 0 ? 'has no values' : 'has nothing left by `exclude`';
        return `This matrix ${why}, so it generates nothing.`;
    }
    const keys = [...new Set(combinations.flatMap((each) => Object.keys(each)))];
    return { scopes: combinations.map((combination) => ({ combination, keys, axes })), overwritten };
}
/** A value in which scalars know how they are spelled at their place. */
function withSpellings(value, path, spellingOf) {
    if (Array.isArray(value)) {
        return value.map((each, i) => withSpellings(each, [...path, i], spellingOf));
    }
    if ((0,base_json/* isRecord */.u4)(value)) {
        const entries = Object.entries(value).map(([key, each]) => [key, withSpellings(each, [...path, key], spellingOf)]);
        return Object.fromEntries(entries);
    }
    if (typeof value !== 'number' && typeof value !== 'boolean')
        return value;
    const source = spellingOf(path);
    return source === undefined ? value : new spelled_scalar/* SpelledScalar */._(value, source);
}
function overwriting({ include, key, combinations }, at) {
    const message = `\`${key}\` of this \`include\` overwrites the value of an earlier one in ${(0,base_text/* pluralize */.td)(combinations.size, 'combination')}: as on GitHub, \`include\` adds to the combinations and does not multiply them. To get every value with every other, write \`${key}\` as a list of the matrix.`;
    return { severity: 'warning', path: [...at, 'include', include, key], message };
}
/** What keeps a value from being a matrix. */
function wrongIn(matrix, at) {
    if (!(0,base_json/* isRecord */.u4)(matrix)) {
        const message = '`matrix` takes a mapping of names to lists of values.';
        return [{ severity: 'error', path: at, message }];
    }
    const wrong = Object.entries(matrix).flatMap(([key, list]) => {
        const message = wrongList(key, list);
        return message === undefined ? [] : [{ severity: 'error', path: [...at, key], message }];
    });
    return wrong.length > 0 ? wrong : unknownExcluded(matrix, at);
}
function wrongList(key, list) {
    const takesMappings = key === 'include' || key === 'exclude';
    if (!Array.isArray(list) || (takesMappings && !list.every(base_json/* isRecord */.u4))) {
        const takes = takesMappings ? 'a list of mappings' : 'a list of values';
        return `\`${key}\` in a matrix takes ${takes}.`;
    }
    return list.length === 0 && !takesMappings
        ? `\`${key}\` has no values, so this generates nothing. Add one, or remove the generation.`
        : undefined;
}
function unknownExcluded(matrix, at) {
    const axes = axesOf(matrix);
    const excluded = Array.isArray(matrix['exclude']) ? matrix['exclude'].filter(base_json/* isRecord */.u4) : [];
    return excluded.flatMap((pattern, i) => Object.keys(pattern)
        .filter((key) => !axes.includes(key))
        .map((key) => {
        const message = `\`exclude\` names \`${key}\`, and this matrix has no such key.${(0,suggest/* didYouMean */.a)(key, axes)}`;
        return { severity: 'error', path: [...at, 'exclude', i, key], message };
    }));
}
function axesOf(matrix) {
    return Object.keys(matrix).filter((key) => key !== 'include' && key !== 'exclude');
}

// EXTERNAL MODULE: ./src/manifest/input-files.ts + 1 modules
var input_files = __webpack_require__(7194);
;// CONCATENATED MODULE: ./src/manifest/names.ts


/**
 * Names given are kept, and have to be unique whatever their case. Others get a number where they are taken, as do names
 * that differ only in what a file name cannot have.
 */
function withNames(drafts, locate) {
    const findings = [];
    const taken = new Set();
    const given = new Map();
    const kept = new Set();
    for (const draft of drafts.filter(({ unnamed }) => !unnamed)) {
        const name = draft.name.toLowerCase();
        const written = draft.fullName.normalize().toLowerCase();
        const earlier = given.get(written);
        if (earlier)
            findings.push(duplicate(draft, earlier, locate));
        else
            given.set(written, draft);
        if (earlier || !taken.has(name))
            kept.add(draft);
        taken.add(name);
    }
    const named = drafts.map((draft) => {
        if (kept.has(draft))
            return draft;
        const name = firstFree(draft.name, (each) => !taken.has(each.toLowerCase()));
        taken.add(name.toLowerCase());
        return { ...draft, name };
    });
    return { drafts: named, findings };
}
function duplicate(draft, earlier, locate) {
    const line = locate(['generations', earlier.entry, 'name'])?.line;
    const fix = earlier.entry === draft.entry
        ? 'Put a value of the matrix into the name that tells them apart.'
        : `The one of line ${line ?? '?'} has it already. Rename one of them.`;
    const message = `Two generations would be named \`${draft.name}\`. ${fix}`;
    const path = ['generations', draft.entry, 'name'];
    return (0,manifest_generation/* findingOf */.hD)({ severity: 'error', path, message }, undefined, locate);
}

;// CONCATENATED MODULE: ./src/manifest/load.ts
















/** The most generations of one manifest. */
const mostGenerations = 5000;
/** Reads what the step asks for. Throws InputError when a file cannot be read at all. */
async function loadGenerations(source, reading) {
    const read = await (source.kind === 'manifest'
        ? loadManifest(source.file, reading)
        : loadGeneration(source, reading));
    const params = read.generations.map((each) => each.params);
    return { ...read, files: await (0,input_files/* inputFilesIn */.JU)(params, reading.context.workspace) };
}
async function loadGeneration({ model, name = model, params: from }, reading) {
    const isFile = 'file' in from;
    const { text, file } = isFile
        ? await (0,workspace/* readText */.yR)(from.file, 'params-file', reading.context)
        : { text: from.text, file: undefined };
    const { value, problems, misreadings, locate, sourceOf } = await parseMapping(text, file, 'prompt: A red kite');
    // Inline, the runner has evaluated expressions already, and what it put in is not ours to evaluate.
    const evaluator = isFile
        ? await evaluatorFor(text, reading, new ExpansionBudget())
        : literalValues;
    const evaluated = withinBudget(() => evaluator.evaluate(value, [], {})) ?? load_tooLarge;
    const params = evaluated.value;
    const { event_name: event } = reading.context.github;
    const found = [
        ...misreadings,
        ...evaluated.problems,
        ...evaluated.empty.map((each) => emptyOnEvent(each, event)),
    ];
    return {
        generations: [{ name, model, params, locate, sourceOf, ...(0,manifest_generation/* unchained */.Iy)(params) }],
        findings: [
            ...problems.map((each) => ({ severity: 'error', generation: name, ...each })),
            ...found.map((each) => (0,manifest_generation/* findingOf */.hD)(each, name, locate)),
        ],
        models: [model],
    };
}
const load_tooLarge = {
    ...noValue,
    problems: [{ severity: 'error', path: [], message: tooMuchMessage }],
};
/** What `work` gives; undefined where a file expands to too much. */
function withinBudget(work) {
    try {
        return work();
    }
    catch (error) {
        if (error instanceof ExpansionTooLarge)
            return undefined;
        throw error;
    }
}
async function loadManifest(path, reading) {
    const { text, file } = await (0,workspace/* readText */.yR)(path, 'manifest', reading.context);
    const document = await parseMapping(text, file, 'generations: [{ model: nano-banana-2 }]');
    if (document.problems.length > 0) {
        return load_refused(document.problems.map((each) => ({ severity: 'error', ...each })));
    }
    const { value, sourceOf } = document;
    const mismatches = await checkShape(value, manifest_schema_namespaceObject, 'a manifest', sourceOf);
    const findings = mismatches.map((each) => (0,manifest_generation/* findingOf */.hD)(each, undefined, document.locate));
    const broken = brokenEntries(mismatches);
    if (broken === 'all')
        return load_refused(findings);
    const { generations: entries, defaults = {} } = value;
    const budget = new ExpansionBudget();
    const evaluator = await evaluatorFor(text, reading, budget);
    const { event_name: event } = reading.context.github;
    const manifest = { defaults, evaluator, document, budget, event };
    const drafted = withinBudget(() => draftAll(entries, broken, manifest));
    if (!drafted)
        return load_refused(findings, tooMuchMessage);
    findings.push(...drafted.findings);
    if (!drafted.drafts)
        return load_refused(findings);
    const named = withNames(drafted.drafts, document.locate);
    findings.push(...named.findings);
    const names = indexNames(named.drafts);
    const generations = generationsOf(named.drafts, names, evaluator);
    for (const { name, findings: own, evaluated, locate } of named.drafts) {
        findings.push(...own.map((each) => ({ ...each, generation: name })));
        findings.push(...evaluated.problems.map((each) => (0,manifest_generation/* findingOf */.hD)(each, name, locate)));
    }
    findings.push(...chainFindings(named.drafts, generations, broken.size === 0 ? names : undefined));
    return { generations, findings, models: [...new Set(generations.map(({ model }) => model))] };
}
function load_refused(findings, message) {
    const last = message === undefined ? [] : [{ severity: 'error', message }];
    return { generations: [], findings: distinct([...findings, ...last]), models: [] };
}
/** The entries that are no generations, by index; or that the manifest as a whole is none. */
function brokenEntries(mismatches) {
    const broken = new Set();
    for (const { unknownKey: isUnknownKey = false, path } of mismatches) {
        if (isUnknownKey)
            continue;
        const [top, entry] = path;
        if (top !== 'generations' || entry === undefined)
            return 'all';
        broken.add(Number(entry));
    }
    return broken;
}
/** The generations of all entries, in order. `drafts` is undefined where there are too many. */
function draftAll(entries, broken, file) {
    const { document, budget, defaults, event } = file;
    const findings = [];
    const sizeOfDefaults = expansion_sizeOf(defaults);
    const drafts = [];
    for (const [i, entry] of entries.entries()) {
        if (broken.has(i) || !(0,base_json/* isRecord */.u4)(entry))
            continue;
        const expanded = scopesOf(entry, i, file);
        findings.push(...expanded.findings);
        if (drafts.length + expanded.scopes.length > mostGenerations) {
            findings.push(tooMany(i, document));
            return { drafts: undefined, findings };
        }
        const { name, model, params } = entry;
        budget.take(expanded.scopes.length * (sizeOfDefaults + expansion_sizeOf({ name, model, params })));
        for (const { combination } of expanded.scopes)
            budget.take(expansion_sizeOf(combination));
        const made = expanded.scopes.map((scope) => draftOf(entry, i, scope, file));
        const isUnique = new Set(made.map(({ name }) => name.toLowerCase())).size === made.length;
        const problems = emptyProblems({
            empties: made.map(({ empty }) => empty),
            combinations: expanded.scopes.map(({ combination }) => combination),
            event,
        });
        drafts.push(...made.map((draft, at) => {
            const own = (problems[at] ?? []).map((each) => (0,manifest_generation/* findingInFile */.jw)(each, document.locate));
            return {
                ...draft,
                ...(!isUnique && { name: fileName(draft.longName), fullName: draft.longName }),
                findings: [...draft.findings, ...own],
            };
        }));
    }
    return { drafts, findings };
}
function tooMany(entry, { locate }) {
    const message = `This makes more than ${mostGenerations} generations. Split the file.`;
    return (0,manifest_generation/* findingOf */.hD)({ severity: 'error', path: ['generations', entry], message }, undefined, locate);
}

;// CONCATENATED MODULE: ./src/manifest/public-files.ts







/**
 * The files that `paths` name, as the API finds them. What is no file of the workspace is left out. Rejects with the reason
 * of an aborted signal only.
 */
async function publicFiles(paths, files, publicity) {
    const limit = (0,p_limit/* default */.A)(fetchedAtOnce);
    const found = await Promise.all([...new Set(paths)].map(async (path) => {
        const file = files.get(path);
        if (!file)
            return [];
        if (file.why !== undefined)
            return [[path, { why: `the path ${file.why}` }]];
        return [[path, await limit(publicFile, file, publicity)]];
    }));
    return new Map(found.flat());
}
const fetchedAtOnce = 5;
/**
 * The raw URL of a file at this commit, where a GET without credentials gives exactly its bytes. Rejects with the reason of
 * an aborted signal only.
 */
async function publicFile({ path, sha256 }, { context, ms, signal }) {
    const { temp, rawFilesUrl } = context;
    if (rawFilesUrl === undefined)
        return { why: 'GitHub does not show this repository to everyone' };
    const url = rawUrlOf(path, rawFilesUrl);
    const fetched = (0,external_node_path_.join)(temp, 'creatify-downloads', (0,external_node_crypto_.randomUUID)());
    const { downloadTool, HTTPError } = await __webpack_require__.e(/* import() */ 805).then(__webpack_require__.bind(__webpack_require__, 9805));
    const time = AbortSignal.timeout(ms);
    try {
        await (0,errors/* orAborted */.H6)(downloadTool(url, fetched), AbortSignal.any([signal, time]));
        if ((await (0,input_files/* sha256Of */.Bj)(fetched)) === sha256)
            return { url };
        return {
            why: `${url} has other bytes: the file was changed after the checkout, or is in Git LFS`,
        };
    }
    catch (error) {
        signal.throwIfAborted();
        if (time.aborted)
            return { why: `${url} did not answer within ${(0,base_text/* formatDuration */.a3)(ms)}` };
        if (error instanceof HTTPError) {
            const status = error.httpStatusCode ?? 0;
            const about = status === 404 ? ': it is not in this commit, or not for everyone' : '';
            return { why: `${url} answers ${status}${about}` };
        }
        return { why: `${url} could not be fetched (${(0,errors/* messageOf */.bD)(error)})` };
    }
    finally {
        await (0,promises_.rm)(fetched, { force: true });
    }
}
/** Where a file of the workspace is, if it is in this commit. */
function rawUrlOf(path, rawFilesUrl) {
    return rawFilesUrl + path.split('/').map(encodeURIComponent).join('/');
}

// EXTERNAL MODULE: ./src/manifest/urls.ts
var manifest_urls = __webpack_require__(7587);
;// CONCATENATED MODULE: ./src/manifest/sent.ts




/** The params of `defaults` that a model does not know: they are not sent to it. */
function leftOutOf({ fromDefaults }, params, { names, allowsMore }, unknownParams) {
    if (allowsMore || unknownParams === 'allow')
        return [];
    return Object.keys(params).filter((key) => fromDefaults?.has(key) === true && !names.includes(key));
}
/**
 * The params as an earlier attempt at this commit sent them, for comparing with tasks. Without its model, those of `defaults`
 * that it may have left out are there, and every text that names a file is its URL: a URL that differs contradicts nothing.
 */
function paramsSent(generation, params, model, { unknownParams, files, context }) {
    const taken = model && paramsTakenBy(model.input_params_schema);
    const leftOut = taken ? leftOutOf(generation, params, taken, unknownParams) : [];
    const { rawFilesUrl } = context;
    const sent = (text) => {
        const file = files.get(text);
        if (rawFilesUrl === undefined || !file || file.why !== undefined)
            return text;
        return rawUrlOf(file.path, rawFilesUrl);
    };
    const kept = Object.fromEntries(Object.entries(params).filter(([key]) => !leftOut.includes(key)));
    if (model)
        return (0,manifest_urls/* withUrlParams */.OW)(kept, model.input_params_schema, sent);
    return Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, (0,input_files/* withTexts */.j8)(value, sent)]));
}

;// CONCATENATED MODULE: ./src/manifest/review.ts







/** Holds the params of a generation against its model. */
function reviewParams(generation, { params: asked, problems }, rules) {
    const { model, schema, files } = rules;
    const { leftOut, found: unknown } = unknownParams(generation, asked, rules);
    const known = Object.fromEntries(Object.entries(asked).filter(([key]) => !leftOut.includes(key)));
    const params = (0,manifest_urls/* withUrlParams */.OW)(known, model.input_params_schema, (value) => files.get(value)?.url ?? value);
    const sourceOf = (path) => generation.sourceOf?.(path);
    const { mismatches, gaps } = schema.check(params, sourceOf);
    const urls = rules.written ? [...wrongUrls(known, rules), ...wrongKinds(params)] : [];
    const spelled = rules.written ? spelledNumbers(params, schema, sourceOf) : [];
    const judged = new Set(urls.map(({ path }) => path.join('.')));
    const found = [
        ...problems,
        ...unsendableTexts(params),
        ...mismatches.filter(({ path }) => !judged.has(path.join('.'))),
        ...unknown,
        ...urls,
        ...spelled,
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
    const reviewed = { params, gaps, leftOut };
    if (!model.generation_type.endsWith('_to_text'))
        return { ...reviewed, findings };
    const message = `${model.model_name} makes text, and this action saves files. Choose a model of another generation type.`;
    const { name, modelAt } = generation;
    const place = modelAt && { place: modelAt };
    const makesText = { severity: 'error', generation: name, message, ...place };
    return { ...reviewed, findings: [...findings, makesText] };
}
/** The texts of params that have to be files of the workspace. */
function pathsIn(params, model) {
    return (0,manifest_urls/* urlParamsIn */.Rj)(params, model.input_params_schema).flatMap(({ value }) => (0,manifest_urls/* isPath */.uf)(value) ? value : []);
}
const mostUnknown = 20;
const mostNames = 12;
/**
 * Params that the schema does not name: often misspelt, and the API would silently leave them out. Those of `defaults` may
 * be there for another model.
 */
function unknownParams(generation, params, { model, schema, manifest, unknownParams: policy }) {
    const { names, allowsMore } = schema;
    const name = model.model_name;
    if (names.length === 0 && allowsMore) {
        if (Object.keys(params).length === 0)
            return { leftOut: [], found: [] };
        const message = `The schema of ${name} names no params, so it cannot be told whether these fit. They are sent.`;
        return { leftOut: [], found: [{ severity: 'warning', path: [], message }] };
    }
    const unknown = Object.keys(params).filter((key) => !names.includes(key));
    const isDefault = (key) => generation.fromDefaults?.has(key) === true;
    const leftOut = leftOutOf(generation, params, schema, policy).filter(manifest.mayTake);
    const problemOf = (key) => {
        const meant = (0,suggest/* didYouMean */.a)(key, names);
        const path = [key];
        if (allowsMore) {
            const message = `The schema of ${name} does not name \`${key}\`, but may allow it, so it is sent.${meant}`;
            return { severity: 'warning', path, message };
        }
        if (policy === 'allow') {
            const message = `${name} has no param \`${key}\`. It is sent, because of \`unknown-params: allow\`.${meant}`;
            return { severity: 'warning', path, message };
        }
        if (isDefault(key)) {
            const message = `No model of this manifest has a param \`${key}\`.${(0,suggest/* didYouMean */.a)(key, manifest.names)} To send it anyway, set \`unknown-params: allow\`.`;
            return { severity: 'error', path, message };
        }
        const few = names.length <= mostNames ? ` It takes ${names.map((each) => `\`${each}\``).join(', ')}.` : '';
        const message = `${name} has no param \`${key}\`.${meant === '' ? few : meant} To send it anyway, set \`unknown-params: allow\`.`;
        return { severity: 'error', path, message };
    };
    const told = unknown.filter((key) => !leftOut.includes(key)).slice(0, mostUnknown);
    return { leftOut, found: told.map(problemOf) };
}
/** URLs that the API could not fetch: it may charge anyway. */
function wrongUrls(params, { model, loopback, files }) {
    return (0,manifest_urls/* urlParamsIn */.Rj)(params, model.input_params_schema).flatMap(({ path, value }) => {
        const key = `\`${path.join('.')}\``;
        if ((0,manifest_urls/* isPath */.uf)(value)) {
            const message = wrongPath(value, files.get(value));
            return message === undefined
                ? []
                : [{ severity: 'error', path, message: `${key} ${message}` }];
        }
        const problem = (0,manifest_urls/* urlProblem */.rn)(value, loopback);
        return problem
            ? [{ severity: problem.severity, path, message: `${key} ${problem.message}` }]
            : [];
    });
}
/** Why a path cannot be sent as the URL of a file, as the end of a sentence about the param. */
function wrongPath(path, file) {
    if (file?.why === undefined && file)
        return undefined;
    const shown = JSON.stringify((0,base_text/* truncate */.xv)(path, 200));
    return file
        ? `is ${shown}, which the API cannot fetch: ${file.why}. Commit and push the file to a public repository, or give a URL that anyone can open. For a file that an earlier step made, take that step's output \`asset-url\`.`
        : `is ${shown}, which is neither a URL nor a file in the workspace. Give a URL that anyone can open, or the path of a committed file.`;
}
/** Texts that expressions gave, and that cannot be sent. In what is written itself they are found before. */
function unsendableTexts(value, path = []) {
    if (typeof value === 'string') {
        const message = problemOfText(value);
        return message === undefined ? [] : [{ severity: 'error', path, message }];
    }
    const entries = Array.isArray(value)
        ? value.entries()
        : (0,base_json/* isRecord */.u4)(value)
            ? Object.entries(value)
            : [];
    return [...entries].flatMap(([key, each]) => [
        ...(typeof key === 'string' ? unsendableTexts(key, path) : []),
        ...unsendableTexts(each, [...path, key]),
    ]);
}
/** Numbers written otherwise than they are sent, where the model would take the text as well: that may be what is meant. */
function spelledNumbers(params, schema, sourceOf) {
    return Object.entries(params).flatMap(([key, value]) => {
        const source = sourceOf([key]);
        if (typeof value !== 'number' || source === undefined)
            return [];
        const isAbout = ({ path }) => path[0] === key;
        const takes = (each) => !schema.check({ ...params, [key]: each }).mismatches.some(isAbout);
        if (!takes(value) || !takes(source))
            return [];
        const message = `\`${key}\` is ${(0,base_text/* truncate */.xv)(source, 60)}, which is sent as the number ${value}. If it is text, put it in quotes: ${JSON.stringify((0,base_text/* truncate */.xv)(source, 200))}.`;
        return [{ severity: 'warning', path: [key], message }];
    });
}
/** A video, before it is made, where an image is wanted, and the other way round. */
function wrongKinds(params) {
    const made = new RegExp(`^https://${manifest_generation/* placeholderHost */.Si}/(image|video|audio)/`);
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

;// CONCATENATED MODULE: ./src/preflight.ts






/** Fetches the models and checks every generation. Rejects with ApiError when the models cannot be had. */
async function preflight(asked, balance, api, step) {
    const { durations, signal } = step;
    const names = [...new Set(asked.generations.map(({ model }) => model))];
    const all = [...new Set([...names, ...asked.models])];
    const models = await api.models(all, { ms: durations.api.models, signal });
    const typeOf = new Map(models.map((model) => [model.model_name, model.generation_type]));
    const wrong = asked.findings.filter(({ severity }) => severity === 'error');
    const unreadable = new Set(wrong.flatMap((each) => (each.key === undefined ? each.generation : [])));
    const kindOf = (model) => typeOf.get(model)?.split('_').at(-1);
    const schemas = new Map(await Promise.all(models.map(async (model) => {
        const { model_name: name, input_params_schema: written } = model;
        const schema = await readParamSchema(written, name, durations.checks);
        return [name, { model, schema }];
    })));
    const unknown = names.filter((name) => !typeOf.has(name));
    const offered = await offeredModels(unknown, api, { ms: durations.api.suggestions, signal });
    const files = await publicFiles(asked.generations.flatMap(({ model: name, params }) => {
        const model = schemas.get(name)?.model;
        return model ? pathsIn(params, model) : [];
    }), asked.files, { context: step.context, ms: durations.checks.file, signal });
    const { unknownParams, loopback } = step;
    const common = { unknownParams, loopback, files, manifest: takenBy(all, schemas) };
    const leftOut = new Map();
    const checked = asked.generations.map((generation) => {
        const { model: modelName } = generation;
        const known = schemas.get(modelName);
        if (unreadable.has(generation.name))
            return { generation, findings: [] };
        if (!known)
            return { generation, findings: [unknownModel(generation, offered)] };
        const rules = { ...known, ...common };
        const review = (resolved) => reviewParams(generation, resolved, rules);
        const told = wrong.filter((each) => each.generation === generation.name);
        const reviewed = reviewParams(generation, generation.expect(kindOf), {
            ...rules,
            written: true,
        });
        const before = leftOut.get(modelName) ?? [];
        if (reviewed.leftOut.length > 0)
            leftOut.set(modelName, [...new Set([...before, ...reviewed.leftOut])]);
        const findings = [
            ...reviewed.findings.filter(({ key }) => !told.some((each) => preflight_isWithin(key, each.key))),
            ...(step.wait || generation.parents.length === 0 ? [] : [cannotWait(generation)]),
        ];
        const type = known.model.generation_type;
        const { params, gaps } = reviewed;
        const asSent = generation.parents.length === 0 ? { asSent: params } : {};
        return { generation, findings, planned: { generation, type, review, gaps, ...asSent } };
    });
    const findings = [
        ...asked.findings,
        ...checked.flatMap(({ findings: found }) => found),
        ...zeroBalance(balance, step.dryRun),
    ];
    const faulty = new Set(findings.filter(({ severity }) => severity === 'error').map(({ generation }) => generation));
    return {
        planned: checked.flatMap(({ generation, planned }) => planned && !faulty.has(generation.name) ? planned : []),
        findings,
        balance,
        blocked: faulty.size > 0,
        leftOut,
        fallbacks: new Map(models.map((model) => [model.model_name, fallbacksOf(model)])),
    };
}
/** What the models of a manifest take together. One that there is not may take anything. */
function takenBy(models, schemas) {
    const known = [...schemas.values()].map(({ schema }) => schema);
    const names = new Set(known.flatMap((schema) => schema.names));
    const isOpen = known.some(({ allowsMore }) => allowsMore) || models.some((name) => !schemas.has(name));
    return { names: [...names], mayTake: (param) => isOpen || names.has(param) };
}
function fallbacksOf({ input_params_schema: { properties } }) {
    if (!(0,base_json/* isRecord */.u4)(properties))
        return {};
    return Object.fromEntries(Object.entries(properties).flatMap(([name, property]) => (0,base_json/* isRecord */.u4)(property) && 'default' in property ? [[name, property['default']]] : []));
}
/** What is said of a key that cannot be read is enough. */
function preflight_isWithin(key, outer) {
    return key === outer || (key?.startsWith(`${outer ?? ''}.`) ?? false);
}
function cannotWait({ name, parents, locate }) {
    const place = locate([]);
    const message = `\`${name}\` waits for the result of \`${parents.join('`, `')}\`, and \`wait: false\` waits for none. Remove one of the two.`;
    return { severity: 'error', generation: name, message, ...(place && { place }) };
}
function zeroBalance(balance, dryRun) {
    if (balance === undefined || balance > 0)
        return [];
    const message = 'The Creatify account has no credits left. Top it up or wait for the next month of the plan, then run this again.';
    return [{ severity: dryRun ? 'warning' : 'error', message }];
}
/** For models that there are not, the names of those that there are; empty where they cannot be had. */
async function offeredModels(unknown, api, options) {
    if (unknown.length === 0)
        return [];
    try {
        const catalog = await api.models(undefined, options);
        return catalog.map(({ model_name: name }) => name);
    }
    catch {
        options.signal.throwIfAborted();
        return [];
    }
}
function unknownModel({ name, model, modelAt }, models) {
    const message = `There is no model \`${model}\`.${(0,suggest/* didYouMean */.a)(model, models)} \`list-models: true\` shows what there is.`;
    return { severity: 'error', generation: name, message, ...(modelAt && { place: modelAt }) };
}

// EXTERNAL MODULE: ./src/reuse/fingerprint.ts
var fingerprint = __webpack_require__(9700);
;// CONCATENATED MODULE: ./src/reuse/noted.ts

/**
 * The tasks that the ledger names, by the names of their generations. Whether they and their files are still there is not
 * asked. `onOther`: told of a child that is noted only with another task of its parents. Rejects only for a cancel.
 */
async function notedTasks(generations, prints, ledger, onOther) {
    const looking = new Map();
    for (const generation of (0,graph/* parentsFirst */.IT)(generations)) {
        const { name, parents } = generation;
        const look = async () => {
            const noted = await Promise.all(parents.map(async (parent) => looking.get(parent)));
            const ids = new Map(parents.map((parent, i) => [parent, noted[i]?.id]));
            const print = prints.get(generation);
            const fingerprint = print?.of((parent) => ids.get(parent));
            const found = fingerprint === undefined ? undefined : await ledger.find(fingerprint);
            if (found || !print || print.own === fingerprint)
                return found;
            const other = await ledger.find(print.own);
            if (other)
                onOther(generation, other);
            return undefined;
        };
        looking.set(name, look());
    }
    const found = await Promise.all([...looking].map(async ([name, looked]) => [name, await looked]));
    return new Map(found.flatMap(([name, noted]) => (noted ? [[name, noted]] : [])));
}

;// CONCATENATED MODULE: ./src/reuse/price-memory.ts




/** The most price keys that are looked up before a step begins: each is a request. */
const mostLookUps = 100;
/** What a generation asks for as far as it is known before its parents are done. */
function expectedRequest({ generation, review }) {
    const resolved = (0,manifest_generation/* resolveWithPlaceholders */.hc)(generation, () => ({ id: '' }));
    const { params } = review?.(resolved) ?? resolved;
    return { model: generation.model, params };
}
/**
 * What is known of prices before anything is created. `fallbacks`: the defaults of each model's params. Without a ledger,
 * only what is documented.
 */
async function knownPrices(toBuy, fallbacks, ledger) {
    if (!ledger)
        return openPriceBook(fallbacks, new Map());
    const requests = toBuy.map(expectedRequest);
    const keys = [...new Set(requests.map(({ model, params }) => priceKey(model, params)))];
    const found = await Promise.all(keys.slice(0, mostLookUps).map(async (key) => [key, await ledger.price(key)]));
    const remembered = found.flatMap(([key, credits]) => credits === undefined ? [] : [[key, credits]]);
    return openPriceBook(fallbacks, new Map(remembered));
}
/** The generations that are noted as paid for. Whether their files are still there is not asked. */
async function notedGenerations(generations, prints, ledger) {
    if (!ledger.recalls)
        return new Set();
    const noted = await notedTasks(generations, prints, ledger, () => undefined);
    return new Set(generations.filter(({ name }) => noted.has(name)));
}

;// CONCATENATED MODULE: ./src/reuse/useless.ts


/**
 * Why a task has nothing to give, to be written after its id; undefined where it has, or will have. Files count as gone only
 * when they still are under the URLs that the task has a while later, because a purchase depends on it. Rejects only when the
 * signal aborts.
 */
async function whyUseless(task, api, { options, durations, loopback }) {
    const { signal } = options;
    const how = { loopback, durations, signal };
    const areGone = async ({ assets }) => {
        const gone = await Promise.all(assets.map(async ({ url }) => isGone(url, how)));
        return gone.includes(true);
    };
    if (task.state === 'failed')
        return 'failed';
    if (task.state !== 'done' || !(await areGone(task)))
        return undefined;
    await (0,external_node_timers_promises_.setTimeout)(durations.gonePause, undefined, { signal });
    const now = await api.getTask(task.id, options).catch(() => undefined);
    signal.throwIfAborted();
    const gone = now?.state === 'done' && (await areGone(now));
    return gone ? 'is done, but its files are gone' : undefined;
}

;// CONCATENATED MODULE: ./src/reuse/recall.ts












/**
 * The generations that are paid for already: by a fact of the ledger, or, where an attempt ended between create and fact, by
 * an equal task of the task list since then. A task that failed, is gone, or whose files are gone is left out, to be created
 * again, and the log says so. Where the list cannot tell what an attempt left, the generation ends: creating it might pay
 * twice. Rejects only when the signal aborts.
 */
async function recall(generations, api, how) {
    const recollection = new Recollection((0,graph/* parentsFirst */.IT)(generations), api, how);
    await recollection.byFacts();
    await recollection.byList();
    return recollection.result;
}
class Recollection {
    /** Parents before children. */
    #generations;
    #api;
    #how;
    #lost;
    #found = new Map();
    #ended = new Map();
    #useless = [];
    #ofOtherRuns = new Set();
    constructor(generations, api, how) {
        const { log, claims, options, durations } = how;
        this.#generations = generations;
        this.#api = api;
        this.#how = how;
        this.#lost = new LostCreates(api, {
            log,
            claims,
            stop: options.signal,
            durations: durations.settle,
        });
    }
    get result() {
        return {
            ready: [...this.#found.values()].map(({ generation, task }) => ({
                generation,
                type: task.type,
                task,
            })),
            ended: [...this.#ended.values()],
            useless: this.#useless,
            ofOtherRuns: this.#ofOtherRuns,
            doubts: this.#lost.doubts,
        };
    }
    /** Takes the tasks that the ledger names. */
    async byFacts() {
        const { options, runId, durations, loopback, log, ledger, prints } = this.#how;
        const noted = await notedTasks(this.#generations, prints, ledger, ({ name, parents }, { id }) => {
            log.warning(`${name}: task ${id} was made from another task of ${parents.join(', ')}. It is bought again.`);
        });
        for (const { id, run } of noted.values())
            if (run !== runId)
                this.#ofOtherRuns.add(id);
        const ids = [...noted.values()].map(({ id }) => id);
        const get = Math.min(durations.api.get, options.ms);
        const look = taskLooks(this.#api, { get }, options.signal);
        const tasks = await findTasks(ids, look, { ...options, durations, confirm: true }).catch(errors/* messageOf */.bD);
        if (typeof tasks === 'string') {
            for (const generation of this.#generations) {
                const id = noted.get(generation.name)?.id;
                if (id === undefined)
                    continue;
                const end = reusedOutcome(generation, unfinished((0,api_task/* unseen */.nv)(id), tasks));
                this.#ended.set(generation.name, end);
            }
            return;
        }
        const limit = (0,p_limit/* default */.A)(atOnce);
        const examining = { options, loopback, durations: durations.assets };
        const reasons = new Map(await Promise.all([...tasks].map(async ([id, task]) => [id, await limit(async () => task && whyUseless(task, this.#api, examining))])));
        const again = new Set();
        for (const generation of this.#generations) {
            const { name, parents } = generation;
            const id = noted.get(name)?.id;
            if (id === undefined)
                continue;
            const parent = parents.find((each) => again.has(each));
            const why = parent === undefined ? reasons.get(id) : `was made from the result of ${parent}`;
            if (!this.#take(generation, id, tasks.get(id), why))
                again.add(name);
        }
    }
    /** False where the task is to be made again. */
    #take(generation, id, task, why) {
        const { reuse, log, claims } = this.#how;
        const { name, model } = generation;
        const asked = this.#askedBy(generation) ?? { model, params: {} };
        const isTaken = [...this.#found.values()].some((each) => each.task.id === id);
        if (isTaken || (task && match(task, asked, noHosts) === 'contradicted')) {
            if (reuse === 'always') {
                log.warning(`${name}: what is noted for it is task ${id}, which was made for something else. It is bought again.`);
                return false;
            }
            const evidence = `an earlier attempt noted task ${id} for it, which was made for something else`;
            this.#ended.set(name, outcomeOf(generation, ambiguousEarlier(evidence)));
            return true;
        }
        claims.claim(id);
        if (!task || why !== undefined) {
            const reason = why ?? 'is not known to the API any more';
            log.info(`${name}: task ${id} ${reason}, so it is created again.`);
            if (task)
                this.#useless.push(task);
            return false;
        }
        log.info(`${name}: task ${id} was paid for earlier.`);
        this.#found.set(name, { generation, task });
        this.#lost.learn(asked, task);
        return true;
    }
    /** Looks in the task list for what earlier attempts created and did not note. */
    async byList() {
        const { ledger, log } = this.#how;
        const since = await ledger.unsettledSince();
        const left = this.#generations.filter(({ name }) => !this.#found.has(name) && !this.#ended.has(name));
        if (since === undefined || left.length === 0)
            return;
        log.info('An earlier attempt ended before it could note all. Looking in the task list, which takes up to a minute.');
        const models = await this.#models(left);
        const looking = new Map();
        for (const generation of left) {
            const look = async () => {
                await Promise.all(generation.parents.map(async (parent) => looking.get(parent)));
                await this.#lookFor(generation, since, models.get(generation.model));
            };
            looking.set(generation.name, look());
        }
        await Promise.all(looking.values());
    }
    async #lookFor(generation, since, model) {
        const { log, startedAt } = this.#how;
        const { name } = generation;
        const asked = this.#askedBy(generation, model);
        // Its parents are not done even now: it cannot have been created.
        if (!asked)
            return;
        const end = await this.#lost.lookFor(asked, {
            since,
            startedAt,
            isImage: model?.generation_type.endsWith('image') === true,
        });
        if (end.as === 'unknown') {
            const evidence = `an earlier attempt ended before it could note its task, and ${end.evidence}`;
            this.#ended.set(name, outcomeOf(generation, ambiguousEarlier(evidence)));
        }
        else if (end.as === 'task' && end.task.state === 'failed') {
            log.info(`${name}: task ${end.task.id} failed, so it is created again.`);
            this.#useless.push(end.task);
        }
        else if (end.as === 'task') {
            log.info(`${name}: task ${end.task.id} of an earlier attempt is in the task list and taken.`);
            this.#found.set(name, { generation, task: end.task });
        }
    }
    /** What was or would be sent for it; undefined while a parent is not done. */
    #askedBy(generation, model) {
        const parents = generation.parents.map((parent) => this.#found.get(parent));
        if (!parents.every((parent) => parent?.task.state === 'done'))
            return undefined;
        const { params } = generation.resolve((name) => {
            const parent = this.#found.get(name);
            return parent && (0,manifest_generation/* parentResult */.q2)(parent.generation, parent.task);
        });
        return { model: generation.model, params: paramsSent(generation, params, model, this.#how) };
    }
    /** Their models by name; empty where the API does not tell. */
    async #models(generations) {
        const { options, durations } = this.#how;
        const names = [...new Set(generations.map(({ model }) => model))];
        const models = await this.#api
            .models(names, { ms: durations.api.models, signal: options.signal })
            .catch(() => []);
        options.signal.throwIfAborted();
        return new Map(models.map((model) => [model.model_name, model]));
    }
}
const atOnce = 10;
const noHosts = new Set();

;// CONCATENATED MODULE: ./src/plan.ts
















/** This job's part of what is asked for, and what all of it is remembered by. */
async function load(source, reading, shard, log) {
    const all = await loadGenerations(source, reading);
    const prints = (0,fingerprint/* fingerprints */.WS)(all.generations, all.files);
    if (!shard)
        return { asked: all, prints, isEmptyPart: false };
    const generations = (0,graph/* partOf */.BU)(all.generations, shard, ({ model, params }) => (0,base_json/* canonical */.$N)([model, params]));
    const names = new Set(generations.map(({ name }) => name));
    const total = (0,base_text/* pluralize */.td)(all.generations.length, 'generation');
    log.info(`Shard ${shard.index} of ${shard.of}: ${generations.length} of ${total}`);
    const findings = all.findings.filter((each) => !each.generation || names.has(each.generation));
    const isEmptyPart = generations.length === 0 && failureOfFindings(findings) === undefined;
    return { asked: { ...all, generations, findings }, prints, isEmptyPart };
}
const nothingEarlier = {
    ready: [],
    ended: [],
    useless: [],
    ofOtherRuns: new Set(),
    doubts: [],
};
/**
 * Recalls what is paid for, then checks the rest: what is paid for is collected whatever is wrong with the rest. Where the
 * API cannot be asked, or the step is cancelled, the rest ends here; what is known to be paid for keeps its task id.
 */
async function prepare(asked, step, keeping) {
    const { account, durations, timeout, log, signal } = step;
    const { ledger } = keeping;
    const { generations, findings } = asked;
    const lost = (generation, reason) => outcomeOf(generation, signal.aborted ? skipped(reason, true) : failed(reason));
    let recalled = nothingEarlier;
    if (ledger.recalls) {
        const options = { ms: Math.min(timeout, durations.api.maxOutage), signal };
        try {
            recalled = await log.group('Look for tasks paid for earlier', async () => recall(generations, account.api, { ...step, ...keeping, files: asked.files, options }));
        }
        catch (error) {
            const reason = plan_reasonOf(error, signal);
            const ended = generations.map((generation) => lost(generation, reason));
            return { generations, findings, ready: [], ended };
        }
    }
    const { ready, ended } = recalled;
    const known = { ...recalled, generations, findings, balance: undefined };
    const decided = new Set([...ready, ...ended].map(({ generation }) => generation));
    const rest = generations.filter((generation) => !decided.has(generation));
    if (rest.length === 0) {
        return { ...known, estimate: { toBuy: 0, paidFor: ready.length, credits: 0, inexact: 0 } };
    }
    warnOfGap(ledger.gap, log);
    try {
        const plan = await check({ ...asked, generations: rest }, step);
        const { planned, findings: problems, balance } = plan;
        const found = { findings: problems, balance };
        if (plan.blocked)
            return { ...known, ...found, blocked: blockedOutcomes(rest, problems) };
        const memory = step.isLimited ? ledger : undefined;
        const prices = await knownPrices(planned, plan.fallbacks, memory);
        const estimate = estimateOf(planned.map(expectedRequest), ready.length, prices);
        log.info(`Estimate: ${describeEstimate(estimate)}.`);
        // Only once this is kept can a later attempt find a task that this one had no time to note.
        await ledger.opened();
        return { ...known, ...found, prices, estimate, ready: [...ready, ...planned] };
    }
    catch (error) {
        const reason = plan_reasonOf(error, signal);
        const failure = ready.length + ended.length === 0 && !signal.aborted ? { failure: reason } : {};
        const over = rest.map((generation) => lost(generation, reason));
        return { ...known, ended: [...ended, ...over], ...failure };
    }
}
/** Says, before anything is bought, that earlier attempts may have bought it. */
function warnOfGap(gap, log) {
    if (gap?.as === 'failed') {
        log.warning(`${gap.reason}, so nobody knows what was paid for earlier. It may be bought again. To prevent that, cancel this run, and collect the tasks of the earlier attempt with the input \`task-id\`: their ids are in its log.`);
    }
    if (gap?.as === 'too old') {
        log.warning('An earlier attempt, which asked for other things, ended before it could note all. What it may have bought of this is bought again.');
    }
    if (gap?.as === 'nothing found') {
        log.notice('Nothing was found of the attempts before this one: this step was not reached in them, or GitHub has deleted what they noted. What they may have bought is bought again.');
    }
}
/** Why nothing more can start. Throws what is neither the API's nor the signal's doing. */
function plan_reasonOf(error, signal) {
    if (signal.aborted)
        return (0,errors/* messageOf */.bD)(signal.reason);
    if (error instanceof api_error/* ApiError */.hD)
        return (0,api_error/* failureMessage */.oh)(error);
    throw error;
}
/** Checks, reads what is paid for already, and creates and notes nothing. Rejects with the reason of an aborted signal. */
async function rehearse(asked, step, { ledger, prints }) {
    const { generations } = asked;
    try {
        const { findings, balance, planned, blocked, fallbacks } = await check(asked, step);
        const found = { findings: distinct(findings), balance };
        if (!blocked) {
            const noted = await notedGenerations(generations, prints, ledger);
            const toBuy = planned.filter(({ generation }) => !noted.has(generation));
            const prices = await knownPrices(toBuy, fallbacks, ledger);
            const estimate = estimateOf(toBuy.map(expectedRequest), noted.size, prices);
            return { ...found, planned, ended: [], estimate, failure: undefined };
        }
        const ended = blockedOutcomes(generations, findings);
        const failure = failureOfFindings(found.findings);
        return { ...found, planned: [], ended, estimate: undefined, failure };
    }
    catch (error) {
        if (!(error instanceof api_error/* ApiError */.hD) || step.signal.aborted)
            throw error;
        const failure = (0,api_error/* failureMessage */.oh)(error);
        const ended = generations.map((generation) => outcomeOf(generation, failed(failure)));
        const findings = distinct(asked.findings);
        return { planned: [], ended, findings, balance: undefined, estimate: undefined, failure };
    }
}
/** Every problem of what is asked, before a credit is spent. Rejects with ApiError when the API cannot be asked. */
async function check(asked, step) {
    const { account, log } = step;
    return log.group('Check params against the live schema', async () => {
        const balance = await account.balance();
        if (typeof balance === 'number')
            log.info(`Balance: ${(0,base_text/* pluralize */.td)(balance, 'credit')}`);
        else
            log.info(`The balance cannot be read (${balance.message}). Going on without it.`);
        const credits = typeof balance === 'number' ? balance : undefined;
        const plan = await preflight(asked, credits, account.api, step);
        if (!step.isShown)
            return plan;
        for (const [model, params] of plan.leftOut) {
            const named = params.map((each) => `\`${each}\``).join(', ');
            log.info(`${model} does not know ${named} of \`defaults\`: not sent to it.`);
        }
        for (const { generation, gaps = [] } of plan.planned) {
            log.info(`${generation.name}: the params fit ${generation.model}.${notChecked(gaps)}`);
        }
        return plan;
    });
}
/** Nothing was created: `failed` for what has findings of its own, `skipped` for the rest. */
function blockedOutcomes(generations, findings) {
    const errors = findings.filter(({ severity }) => severity === 'error');
    const whole = failureOfFindings(distinct(findings)) ?? '';
    return generations.map((generation) => {
        const own = errors.filter((each) => each.generation === generation.name);
        const reason = own.map(({ message }) => message).join(' ');
        return outcomeOf(generation, own.length === 0 ? skipped(whole, false) : failed(reason));
    });
}

;// CONCATENATED MODULE: ./src/report/catalog.ts


/**
 * The models that `list-models` asks for: all for an empty filter, else those of the names, the generation types and what they
 * make (`video`) in it. An unknown word is a finding. `ms`: for the request, tries included. Rejects with ApiError.
 */
async function listModels(filter, api, { log, signal, ms }) {
    const catalog = await api.models(undefined, { ms, signal });
    const matches = (word) => ({ model_name: name, generation_type: type }) => name === word || type === word || type.endsWith(`_to_${word}`);
    const types = new Set(catalog.map((model) => model.generation_type));
    const kinds = new Set([...types].map((type) => type.replace(/^.*_to_/, '')));
    const words = [...new Set([...catalog.map((model) => model.model_name), ...types, ...kinds])];
    const unknown = filter.filter((word) => !catalog.some(matches(word)));
    const findings = unknown.map((word) => {
        const message = `\`list-models\`: there is no model and no generation type \`${word}\`.${(0,suggest/* didYouMean */.a)(word, words)}`;
        return { severity: 'error', message };
    });
    const models = filter.length === 0
        ? catalog
        : catalog.filter((model) => filter.some((word) => matches(word)(model)));
    for (const { model_name: name, generation_type: type } of models)
        log.info(`${name} (${type})`);
    const failure = sumOfFindings(findings);
    return { status: failure === undefined ? 'listed' : 'failed', failure, models, findings };
}

;// CONCATENATED MODULE: ./src/report/output-file.ts


/**
 * The runner's file for the outputs of a step. What is written replaces what was written before, so that the file grows with
 * the outputs and not with time. A write that fails half-way leaves the outputs that are whole: a block without its end would
 * make the runner refuse the whole file.
 */
class OutputFile {
    #path;
    /** Where our part begins. */
    #start;
    /** Bytes of our part. */
    #length = 0;
    constructor(path) {
        this.#path = path;
    }
    /** Writes outputs in their order. Throws what the file system says. */
    write(outputs) {
        const blocks = Object.entries(outputs).map((entry) => Buffer.from(blockOf(entry)));
        const length = blocks.reduce((sum, block) => sum + block.length, 0);
        // The runner skips empty lines: whatever a kill leaves of an older, longer text is none of it.
        const rest = Buffer.alloc(Math.max(0, this.#length - length), '\n');
        const bytes = Buffer.concat([...blocks, rest]);
        const file = (0,external_node_fs_.openSync)(this.#path, external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_CREAT, 0o644);
        try {
            this.#start ??= (0,external_node_fs_.fstatSync)(file).size;
            let done = 0;
            try {
                while (done < bytes.length) {
                    done += (0,external_node_fs_.writeSync)(file, bytes, done, bytes.length - done, this.#start + done);
                }
            }
            catch (error) {
                this.#length = wholeBlocks(blocks, done);
                cut(file, this.#start + this.#length);
                throw error;
            }
            this.#length = length;
            (0,external_node_fs_.ftruncateSync)(file, this.#start + length);
        }
        finally {
            (0,external_node_fs_.closeSync)(file);
        }
    }
}
function blockOf([name, value]) {
    const end = `ghadelimiter_${(0,external_node_crypto_.randomUUID)()}`;
    return `${name}<<${end}\n${value}\n${end}\n`;
}
/** Bytes of the blocks that are complete within the first `done` bytes. */
function wholeBlocks(blocks, done) {
    let end = 0;
    for (const { length } of blocks) {
        if (end + length > done)
            break;
        end += length;
    }
    return end;
}
function cut(file, length) {
    try {
        (0,external_node_fs_.ftruncateSync)(file, length);
    }
    catch {
        // A device has no length. The failure of the write itself is what is told.
    }
}

;// CONCATENATED MODULE: ./src/report/outputs.ts

/** Every output that action.yml declares, in the order in which they are written: what matters most first. */
const outputNames = [
    'status',
    'task-id',
    'task-ids',
    'tasks',
    'asset-url',
    'asset-path',
    'credits-used',
    'credits-estimate',
    'balance',
    'results-file',
    'models-file',
    'comment-url',
    'asset-paths',
    'release-asset-urls',
    'asset-urls',
    'models',
    'results',
];
/** GitHub takes 1 MB of outputs a job, counted as UTF-16. A step takes half of it, in bytes. */
const outputs_mostBytes = 500_000;
/** What is left empty where all of it is too much, first the largest that people need least. */
const emptied = [
    ['results', '[]'],
    ['models', '[]'],
    ['asset-urls', '[]'],
    ['release-asset-urls', '[]'],
    ['asset-paths', ''],
    ['tasks', ''],
    ['task-ids', ''],
];
/** The outputs of a report. `tooLarge` names those that are empty because all together were too much. */
function outputs_outputsOf(report, files) {
    const { results, models } = report;
    const tasks = results.filter(({ task_id: id }) => id !== null);
    const assets = results.flatMap((result) => result.assets);
    const paths = assets.flatMap(({ path }) => path ?? []);
    const credits = results
        .filter(({ reused }) => !reused)
        .reduce((sum, each) => sum + each.credits_used, 0);
    const whole = {
        status: report.status,
        'task-id': tasks[0]?.task_id ?? '',
        'task-ids': tasks.map(({ task_id: id }) => id).join('\n'),
        tasks: tasks.map(taskEntry).join('\n'),
        'asset-url': assets[0]?.url ?? '',
        'asset-path': paths[0] ?? '',
        'credits-used': String(Number(credits.toFixed(6))),
        'credits-estimate': estimateText(report.estimate),
        balance: report.balance === undefined ? '' : String(report.balance),
        'results-file': files.results,
        'models-file': models ? files.models : '',
        'comment-url': report.commentUrl ?? '',
        'asset-paths': paths.join('\n'),
        'release-asset-urls': JSON.stringify([...report.released.values()]),
        'asset-urls': JSON.stringify(assets.map(({ url }) => url)),
        models: JSON.stringify(models ?? []),
        results: JSON.stringify(results),
    };
    return capped(whole);
}
function estimateText(estimate) {
    if (!estimate)
        return '';
    return estimate.inexact === 0 ? String(estimate.credits) : 'unknown';
}
function capped(whole) {
    let outputs = whole;
    const tooLarge = [];
    for (const [name, empty] of emptied) {
        const size = Object.values(outputs).reduce((sum, { length }) => sum + 2 * length, 0);
        if (size <= outputs_mostBytes)
            break;
        if (outputs[name].length <= empty.length)
            continue;
        outputs = { ...outputs, [name]: empty };
        tooLarge.push(name);
    }
    return { outputs, tooLarge };
}

;// CONCATENATED MODULE: ./src/report/results-file.ts

/**
 * The file of the output `results-file`. Each write replaces the whole file at once, so that it is complete whenever the
 * process ends. Texts of results are kept, because most of thousands did not change since the last write.
 */
class ResultsFile {
    path;
    #texts = new WeakMap();
    constructor(path) {
        this.path = path;
    }
    /** Throws what the file system says. */
    write(results) {
        const texts = results.map((result) => this.#textOf(result));
        const temporary = `${this.path}.part`;
        try {
            (0,external_node_fs_.writeFileSync)(temporary, texts.length === 0 ? '[]' : `[\n${texts.join(',\n')}\n]`);
            (0,external_node_fs_.renameSync)(temporary, this.path);
        }
        catch (error) {
            (0,external_node_fs_.rmSync)(temporary, { force: true });
            throw error;
        }
    }
    #textOf(result) {
        const text = this.#texts.get(result) ?? JSON.stringify(result, null, 2);
        this.#texts.set(result, text);
        return text;
    }
}

;// CONCATENATED MODULE: ./src/report/catalog-page.ts





/**
 * What `list-models` found, as Markdown: the catalog by generation type, with documented prices, and behind each model its
 * params and a step to copy. `uses`: how a workflow names this action. Renderings get shorter and shorter.
 */
function catalogPages(models, uses) {
    return [
        () => catalog(models, (model) => details(model, uses)),
        () => catalog(models, (model) => details(model, undefined)),
        () => catalog(models, undefined),
    ];
}
function catalog(models, detail) {
    const types = [...new Set(models.map((model) => model.generation_type))].sort();
    const parts = types.map((type) => {
        const some = models.filter((model) => model.generation_type === type);
        const rows = some.map((model) => {
            const { required, optional } = catalog_page_paramsOf(model);
            const names = [...required.map((name) => `${cell(name)}*`), ...optional.map(cell)];
            return `| ${cell(model.model_name)} | ${priceOf(model)} | ${names.join(' ')} |`;
        });
        return [
            `### ${code(type)} (${some.length})\n`,
            '| Model | Credits | Params |',
            '| --- | --- | --- |',
            ...rows,
            ...(detail ? ['', ...some.map(detail)] : []),
        ].join('\n');
    });
    return ([
        `## Creatify: ${(0,base_text/* pluralize */.td)(models.length, 'model')}`,
        'A param with * is required. Credits are an estimate for one output. Open a model for what its params take, when its price was read, and a step to copy.',
        ...parts,
    ].join('\n\n') + '\n');
}
function priceOf(model) {
    const price = catalog_page_documentedPrice(model);
    if (!price)
        return 'unknown';
    return `${price.from || price.table ? 'from&nbsp;' : ''}${price.credits}`;
}
function catalog_page_documentedPrice({ model_name: name }) {
    const list = documented_prices_namespaceObject;
    return Object.hasOwn(list, name) ? list[name] : undefined;
}
function details(model, uses) {
    const { required, optional, properties } = catalog_page_paramsOf(model);
    const rows = [...required, ...optional].map((name) => {
        const property = properties[name];
        const fallback = (0,base_json/* isRecord */.u4)(property) && 'default' in property ? property['default'] : undefined;
        const said = (0,base_json/* isRecord */.u4)(property) ? property['description'] : undefined;
        return [
            cell(name) + (required.includes(name) ? '*' : ''),
            sentenceCell(describe(property)),
            fallback === undefined ? '' : cell(JSON.stringify(fallback)),
            typeof said === 'string' ? sentenceCell(said.slice(0, 300)) : '',
        ];
    });
    const head = ['Param', 'Takes', 'Default', 'Description'];
    const used = head.map((_, i) => i === 0 || rows.some((row) => row[i] !== ''));
    const line = (cells) => `| ${cells.filter((_, i) => used[i]).join(' | ')} |`;
    const table = [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
    const price = catalog_page_documentedPrice(model);
    const parts = [
        ...(price
            ? [
                `Price: ${priceOf(model)} ${price.credits === 1 ? 'credit' : 'credits'} for one output, by Creatify’s price list, read in ${price.read}.`,
            ]
            : []),
        table,
        ...(uses === undefined ? [] : [makesText(model) ? noFiles : stepFor(model, uses)]),
    ];
    return `<details><summary><code>${attribute(model.model_name)}</code></summary>\n\n${parts.join('\n\n')}\n\n</details>\n`;
}
const noFiles = 'This model makes text. This action saves files, and refuses it.';
function makesText({ generation_type: type }) {
    return type.endsWith('_to_text');
}
/** A step that passes the check of params as it stands; where it needs a picture or a video, its URL is to be replaced. */
function stepFor(model, uses) {
    const { required, properties } = catalog_page_paramsOf(model);
    const params = required.map((name) => `      ${name}: ${sample(name, properties[name])}`);
    const lines = [
        `- uses: ${uses}`,
        '  with:',
        '    api-id: ${{ secrets.CREATIFY_API_ID }}',
        '    api-key: ${{ secrets.CREATIFY_API_KEY }}',
        `    model: ${JSON.stringify(model.model_name)}`,
        ...(params.length === 0 ? [] : ['    params: |', ...params]),
    ];
    return fenced(lines.join('\n'), 'yaml');
}
/** A value that a param takes, as JSON, which YAML reads as it is. */
function sample(name, property) {
    const schema = (0,base_json/* isRecord */.u4)(property) ? property : {};
    const { default: fallback, examples, enum: choices, type, minimum, items } = schema;
    const known = [fallback, ...listOf(examples), ...listOf(choices)].find((each) => each !== undefined);
    if (known !== undefined)
        return JSON.stringify(known);
    if (type === 'array')
        return `[${sample(name, items)}]`;
    if (type === 'integer' || type === 'number')
        return String(typeof minimum === 'number' ? Math.ceil(minimum) : 1);
    if (type === 'boolean')
        return 'true';
    if (type === 'object')
        return '{}';
    if (/url|image|video|audio/.test(name))
        return '"https://example.com/replace-me.png"';
    return '"A screen print of layered mountains at first light"';
}
function listOf(value) {
    return Array.isArray(value) ? value : [];
}
function catalog_page_paramsOf({ input_params_schema: schema }) {
    const properties = (0,base_json/* isRecord */.u4)(schema['properties']) ? schema['properties'] : {};
    const needed = listOf(schema['required']);
    const names = Object.keys(properties);
    return {
        properties,
        required: names.filter((name) => needed.includes(name)),
        optional: names.filter((name) => !needed.includes(name)),
    };
}

;// CONCATENATED MODULE: ./src/report/pictures.ts

/** The most pictures that are shown at a size that people can judge; above it, small ones. */
const mostLarge = 24;
/** The most small ones: a page of more takes minutes to load. */
const mostSmall = 120;
/** Heights in pixels. */
const heights = { few: 240, many: 160, small: 88 };
/** A comment shows about this many pixels side by side, a summary more. */
const rowWidth = 800;
/** Padding and border that GitHub puts around a cell, left and right together. */
const pictures_frame = 28;
/** GitHub's image proxy gives up on larger ones. */
const largestPreview = 5 * 1024 * 1024;
/** Everything of the results that can be shown. `released`: durable URLs of files, by their path. */
function picturesOf(results, released) {
    return results.flatMap((result) => result.assets.flatMap((asset, i) => {
        if (asset.path === null)
            return [];
        const isWhole = asset.type === 'image' && (asset.bytes ?? 0) <= largestPreview;
        const href = safeUrl(placeOf(asset, released));
        const src = safeUrl((isWhole ? asset.url : asset.thumbnail_url) ?? '');
        if (href === undefined || src === undefined)
            return [];
        return [{ caption: captionOf(result, i), href, src, ratio: ratioOf(result) }];
    }));
}
/** What people call an asset of a result: the name, with a number where there are several. */
function captionOf({ name, assets }, i) {
    return assets.length > 1 ? `${name} ${i + 1}` : name;
}
/** The file of a release stays; where the API keeps it, it may not. */
function placeOf({ url, path }, released) {
    return (path === null ? undefined : released.get(path)) ?? url;
}
/**
 * Pictures as blocks of Markdown: rows of one height with captions, which wrap on a narrow screen; or, where there are many, a
 * contact sheet of small ones, at most `most`, and how many are left. `before`: URLs of earlier versions, by caption.
 */
function pictureBlocks(pictures, before, most) {
    if (pictures.length === 0 || most === 0)
        return [];
    if (pictures.length > Math.min(mostLarge, most))
        return contactSheet(pictures, most);
    const height = pictures.length > 6 ? heights.many : heights.few;
    const rows = rowsOf(pictures, height).map((row) => {
        const boxes = row.map((picture) => {
            const old = safeUrl(before.get(picture.caption) ?? '');
            const link = old === undefined ? '' : ` · <a href="${old}">before</a>`;
            const caption = `${prose(picture.caption)}${link}`;
            return `<table align="left"><tr><td align="center">${pictures_image(picture, height)}<br>${caption}</td></tr></table>`;
        });
        return [...boxes, '<br clear="all">'].join('\n');
    });
    return [rows.join('\n')];
}
function contactSheet(pictures, most) {
    const shown = pictures.slice(0, Math.min(mostSmall, most));
    const left = pictures.length - shown.length;
    return [
        shown.map((picture) => pictures_image(picture, heights.small)).join(' '),
        ...(left === 0
            ? []
            : [`And ${left} more: the files in the workspace and \`results-file\` have all of them.`]),
    ];
}
/** Fills rows in order, as wide as a comment. */
function rowsOf(pictures, height) {
    const rows = [];
    let width = Infinity;
    for (const picture of pictures) {
        const needed = (picture.ratio ?? 1) * height + pictures_frame;
        width += needed;
        if (width > rowWidth) {
            rows.push([]);
            width = needed;
        }
        rows.at(-1)?.push(picture);
    }
    return rows;
}
/** By its width where the ratio is known: what is narrowed to fit a phone keeps its ratio only where no height is set. */
function pictures_image({ href, src, caption, ratio }, height) {
    const size = ratio === undefined ? `height="${height}"` : `width="${Math.round(height * ratio)}"`;
    const name = attribute(caption);
    return `<a href="${href}"><img src="${src}" alt="${name}" title="${name}" ${size}></a>`;
}
function ratioOf({ input_params: params }) {
    const said = [params['aspect_ratio'], params['image_size'], params['size'], params['resolution']];
    for (const value of said) {
        const [, width, height] = typeof value === 'string' ? (/^(\d{1,5})\s*[:x×*]\s*(\d{1,5})$/.exec(value) ?? []) : [];
        const ratio = Number(width) / Number(height);
        if (ratio > 0.1 && ratio < 10)
            return ratio;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/report/tables.ts





const marks = {
    failed: '❌&nbsp;failed',
    unfinished: '⏳&nbsp;unfinished',
    skipped: '⏭️&nbsp;skipped',
    submitted: '▶️&nbsp;submitted',
    done: '✅&nbsp;bought',
};
const order = Object.keys(marks);
/** What became of each generation, failures first; at most so many. */
function resultsTable({ results, released }, most) {
    const rows = results
        .toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
        .slice(0, most)
        .map((result) => [
        result.status === 'done' && result.reused ? '♻️&nbsp;reused' : marks[result.status],
        cell(result.name),
        result.model_name === '' ? '' : cell(result.model_name),
        result.credits_used === 0 ? '' : String(result.credits_used),
        result.seconds === null ? '' : (0,base_text/* formatDuration */.a3)(result.seconds * 1000),
        result.assets.map((asset) => fileLink(asset, released)).join('<br>'),
    ]);
    return columns(['Status', 'Name', 'Model', 'Credits', 'Time', 'Files'], rows);
}
/** A column in which nothing stands is left out. */
function columns(head, rows) {
    const isUsed = head.map((_, i) => rows.some((row) => row[i] !== ''));
    const line = (cells) => `| ${cells.filter((_, i) => isUsed[i]).join(' | ')} |`;
    return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
function fileLink(asset, released) {
    const href = safeUrl(placeOf(asset, released));
    const label = asset.path === null ? `${asset.type} (not saved)` : external_node_path_.posix.basename(asset.path);
    return href === undefined ? cell(label) : `<a href="${href}">${cell(label)}</a>`;
}
/** Problems, each below its place: a narrow screen shows both without scrolling. */
function findingsTable(findings) {
    const rows = findings.map((finding) => {
        const where = whereOf(finding).replace(/: $/, '') || finding.generation || '';
        const place = where === '' ? '' : `${cell(where)}<br>`;
        return [finding.severity === 'error' ? '❌' : '⚠️', place + sentenceCell(finding.message)];
    });
    return columns(['', 'Problem'], rows);
}

;// CONCATENATED MODULE: ./src/report/summary.ts









/** GitHub shows nothing at all of a summary above 1 MiB. */
const largestSummary = 1024 * 1024;
/** GitHub refuses a longer comment. */
const longestComment = 65_536;
/** What a page says of this step. `part`: the job's part of the manifest. */
function headingOf({ identity, github }, part) {
    const { action_repository: repository, action_ref: ref } = github;
    const isNamed = typeof repository === 'string' && repository !== '' && typeof ref === 'string';
    const shard = part ? ` ${part.index}/${part.of}` : '';
    return {
        job: `${identity.job}${shard}`.trim(),
        uses: isNamed ? `${repository}@${ref}` : './',
    };
}
/** The job summary as GitHub-flavoured Markdown: the richest rendering that fits. */
function summaryOf(whole, { job, uses }) {
    const report = withoutUnasked(whole);
    const { status, models } = report;
    const renderings = status === 'listed' && models
        ? catalogPages(models, uses)
        : ladder.map((detail) => () => page(report, job, detail, new Map()));
    return firstThatFits(renderings, (text) => Buffer.byteLength(text) <= largestSummary, report);
}
/** The comment as GitHub-flavoured Markdown: the richest rendering that fits. */
function commentOf(whole, { marker, job, withParams, before, footer }) {
    const asked = withoutUnasked(whole);
    // What the account has left is nobody's business, and reasons and findings may quote a prompt.
    const report = { ...asked, balance: undefined, ...(withParams ? {} : withoutReasons(asked)) };
    const framed = (text) => `${marker}\n${text}\n${footer}\n`;
    const renderings = ladder
        .filter(({ params }) => withParams || !params)
        .map((detail) => () => framed(page(report, job, detail, before)));
    return firstThatFits([...renderings, () => framed(tooMuch(report))], (text) => text.length <= longestComment, report);
}
/** Where problems kept everything from being created, they are what there is to tell: no generation failed. */
function withoutUnasked(report) {
    const { results, findings, status } = report;
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    const isNone = results.every(({ task_id: id, status: ended }) => id === null && ended !== 'done');
    if (status !== 'failed' || errors === 0 || !isNone)
        return report;
    return { ...report, results: [] };
}
function withoutReasons({ findings, failure, results, }) {
    const hidden = 'The job summary says why.';
    const silent = results.map((each) => each.failed_reason === null ? each : { ...each, failed_reason: hidden });
    if (failure === undefined)
        return { findings: [], failure, results: silent };
    const told = findings.length > 0
        ? `${(0,base_text/* pluralize */.td)(findings.length, 'problem')} found. ${hidden}`
        : `The step failed. ${hidden}`;
    return { findings: [], failure: told, results: silent };
}
/** Less and less: params go first, then rows of what went well, then pictures, by which people decide. */
const ladder = [
    { pictures: Infinity, params: true, rows: Infinity },
    ...[Infinity, 1000, 300, 100, 40].map((rows) => ({ pictures: Infinity, params: false, rows })),
    ...[60, 30, 0].map((pictures) => ({ pictures, params: false, rows: 40 })),
    { pictures: 0, params: false, rows: 10 },
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
function page(report, job, detail, before) {
    const { results, valid, findings, balance, note, problem } = report;
    const parts = [`## ${title(report)}${job === '' ? '' : ` · ${code(job)}`}`, ...summary_inWords(report)];
    const lines = [...failureLines(report), ...(problem === undefined ? [] : [problem])];
    const wrong = lines.map((line) => `> ${sentence(line)}`);
    if (wrong.length > 0)
        parts.push(['> [!CAUTION]', ...wrong].join('\n>\n'));
    if (note !== undefined)
        parts.push(`> [!NOTE]\n> ${sentence(note)}`);
    if (results.length === 0)
        parts.push(...unchecked(valid));
    parts.push(...collecting(results));
    parts.push(...pictureBlocks(picturesOf(results, report.released), before, detail.pictures));
    if (results.length > 0)
        parts.push(resultsTable(report, detail.rows));
    if (results.length > detail.rows)
        parts.push(`And ${results.length - detail.rows} more.`);
    if (findings.length > 0)
        parts.push(findingsTable(findings.slice(0, detail.rows)));
    if (findings.length > detail.rows)
        parts.push(`And ${(0,base_text/* pluralize */.td)(findings.length - detail.rows, 'problem')} more.`);
    if (detail.params)
        parts.push(...params(results.length > 0 ? results.map(asked) : valid));
    if (balance !== undefined)
        parts.push(`Balance before this step: ${(0,base_text/* pluralize */.td)(balance, 'credit')}.`);
    return parts.join('\n\n') + '\n';
}
function asked({ name, input_params: params }) {
    return { name, params };
}
function title({ status, results, valid, models }) {
    const done = results.filter((result) => result.status === 'done').length;
    if (status === 'listed')
        return `Creatify: ${(0,base_text/* pluralize */.td)(models?.length ?? 0, 'model')}`;
    if (status === 'validated')
        return `Creatify: ${(0,base_text/* pluralize */.td)(valid.length, 'generation')} valid`;
    if (results.length === 0 && status === 'failed')
        return 'Creatify: nothing created';
    if (results.length === 0)
        return `Creatify: ${status}`;
    if (status === 'submitted')
        return `Creatify: ${(0,base_text/* pluralize */.td)(results.length, 'task')} submitted`;
    return `Creatify: ${done} of ${results.length} done`;
}
/** One line: what was bought for how much, and what became of the rest. */
function summary_inWords({ status, results, budget, estimate }) {
    if (status === 'validated') {
        return [
            `Dry run: nothing was created.${estimate ? ` Estimate: ${describeEstimate(estimate)}.` : ''}`,
        ];
    }
    // The title has said how many were submitted.
    const parts = status === 'submitted' ? [] : totalsOf(results);
    const models = [...(budget?.spentOn ?? [])].map(([model, spent]) => `${code(model)} ${spent}`);
    const limit = budget?.limit !== undefined
        ? `Spent ${budget.spent} of at most ${(0,base_text/* pluralize */.td)(budget.limit, 'credit')}${models.length === 0 ? '' : `: ${models.join(', ')}`}.`
        : '';
    const words = parts.length === 0 ? '' : `${parts.join(', ')}.`;
    return results.length === 0 || words + limit === '' ? [] : [`${words} ${limit}`.trim()];
}
/** Of what fits its model, what could not be checked. */
function unchecked(valid) {
    const lines = valid.flatMap(({ name, gaps }) => {
        const told = notChecked(gaps).trim();
        return told === '' ? [] : [`- ${code(name)}: ${sentence(told)}`];
    });
    if (lines.length === 0)
        return [];
    const most = 40;
    const more = lines.length > most ? [`- And ${lines.length - most} more.`] : [];
    return [[...lines.slice(0, most), ...more].join('\n')];
}
/** The lines that collect what goes on at Creatify. */
function collecting(results) {
    const open = results.flatMap((result) => {
        const { status, task_id: id } = result;
        const goesOn = status === 'submitted' || status === 'unfinished';
        return goesOn && id !== null ? [`  ${taskEntry(result)}`] : [];
    });
    if (open.length === 0)
        return [];
    const lines = ['with:', '  task-id: |', ...open.slice(0, 100).map((line) => `  ${line}`)];
    const more = open.length > 100 ? ' The output `tasks` has all of them.' : '';
    return [
        `Collect these with a step of this action that has:${more}`,
        fenced(lines.join('\n'), 'yaml'),
    ];
}
/** Prompts as text that wraps, in their own direction; the other params as JSON. */
function params(all) {
    if (all.length === 0)
        return [];
    const blocks = all.map(({ name, params: { prompt, ...others } }) => {
        const text = typeof prompt === 'string' ? [`<p dir="auto">${prose(prompt)}</p>`] : [];
        const rest = typeof prompt === 'string' || prompt === undefined ? others : { prompt, ...others };
        const json = Object.keys(rest).length === 0 ? [] : [fenced(JSON.stringify(rest, null, 2), 'json')];
        return [`<b>${prose(name)}</b>`, ...text, ...json].join('\n\n');
    });
    return [`<details><summary>Prompts and params</summary>\n\n${blocks.join('\n\n')}\n\n</details>`];
}

;// CONCATENATED MODULE: ./src/report/publish.ts
















/** The runner's log. Every text loses its secrets and its commands here, so that no other code has to. */
function runnerLog(redact) {
    const clean = (text) => (0,base_text/* sanitizeLine */.g$)(redact(text));
    return {
        info(text) {
            core.info(clean(text));
        },
        notice(text) {
            core.notice(clean(text));
        },
        warning(text) {
            core.warning(clean(text));
        },
        async group(title, work) {
            core.startGroup(clean(title));
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
/** Of findings of one severity, lines in the log. */
const mostLines = 200;
/** Changes of the first tasks are written at once, later ones together. */
const writtenAtOnce = 20;
/** Files go into the runner's temp folder under names that collide with nothing. */
async function openPublisher({ temp, outputFile: outputPath }, { interval }, log) {
    // Where there is no room for it, the first file that is written says so.
    await (0,promises_.mkdir)(temp, { recursive: true }).catch(() => undefined);
    const id = (0,external_node_crypto_.randomUUID)();
    const files = {
        results: (0,external_node_path_.join)(temp, `creatify-results-${id}.json`),
        models: (0,external_node_path_.join)(temp, `creatify-models-${id}.json`),
    };
    const resultsFile = new ResultsFile(files.results);
    const outputFile = outputPath === undefined ? undefined : new OutputFile(outputPath);
    const warned = new Set();
    const warnOnce = (what, text) => {
        if (!warned.has(what))
            log.warning(text);
        warned.add(what);
    };
    let problem;
    let latest = () => [];
    let changes = 0;
    let timer;
    const write = (report) => {
        clearTimeout(timer);
        timer = undefined;
        try {
            resultsFile.write(report.results);
            if (report.models)
                (0,external_node_fs_.writeFileSync)(files.models, JSON.stringify(report.models));
        }
        catch (error) {
            warnOnce('files', `The file in \`results-file\` could not be written (${(0,errors/* messageOf */.bD)(error)}). Use the output \`results\`.`);
        }
        const { outputs, tooLarge } = outputs_outputsOf(report, files);
        const ordered = Object.fromEntries(outputNames.map((name) => [name, outputs[name]]));
        try {
            outputFile?.write(ordered);
            problem = undefined;
        }
        catch (error) {
            problem = `${outputPath}: ${(0,errors/* messageOf */.bD)(error)}`;
        }
        return tooLarge;
    };
    const writeProgress = () => {
        write({ ...nothing, status: 'unfinished', results: latest() });
    };
    return {
        progress(results) {
            latest = results;
            changes += 1;
            if (changes <= writtenAtOnce)
                writeProgress();
            else
                timer ??= setTimeout(writeProgress, interval);
        },
        outputs(report) {
            const tooLarge = write(report);
            if (tooLarge.length > 0) {
                warnOnce('size', `Outputs are too large for GitHub and empty: \`${tooLarge.join('`, `')}\`. The files in \`results-file\` and \`models-file\` have everything.`);
            }
        },
        problem: (results) => (problem === undefined ? undefined : failureOfOutputs(problem, results)),
        findings(findings) {
            for (const severity of ['error', 'warning']) {
                const some = findings.filter((each) => each.severity === severity);
                if (severity === 'error' && !haveOwnLines(some))
                    continue;
                for (const [i, finding] of some.slice(0, mostLines).entries()) {
                    const { place, generation } = finding;
                    // The runner's log shows nothing of an annotation but its message.
                    const text = (0,base_text/* sanitizeLine */.g$)(`${whereOf(finding)}${finding.message}`);
                    const title = (0,base_text/* sanitizeLine */.g$)(generation ?? 'Creatify');
                    if (i < mostAnnotations)
                        core[severity](text, { title, ...(place && annotationAt(place)) });
                    else
                        log.info(text);
                }
                if (some.length > mostLines)
                    log.info(`And ${some.length - mostLines} more.`);
            }
        },
        async summary(report, heading) {
            try {
                await core.summary.addRaw(summaryOf(report, heading)).write();
            }
            catch (error) {
                log.info(`There is no job summary (${(0,errors/* messageOf */.bD)(error)}).`);
            }
        },
    };
}
/** Nothing where the name of the file could be read as a command: a changed name would be that of no file. */
function annotationAt({ file, line, column }) {
    if (file === undefined || (0,base_text/* sanitizeLine */.g$)(file) !== file)
        return {};
    return { file, startLine: line, startColumn: column };
}

// EXTERNAL MODULE: ./src/base/redact.ts
var base_redact = __webpack_require__(1564);
;// CONCATENATED MODULE: ./src/report/redacted.ts

/** A result without secrets in what it says. Ids, URLs and paths stay as they are: they are used, not only read. */
function redactedResult(result, redact) {
    const { failed_reason: reason } = result;
    return {
        ...result,
        name: redact(result.name),
        model_name: redact(result.model_name),
        input_params: (0,base_redact/* redactRecord */.hi)(result.input_params, redact),
        failed_reason: reason === null ? null : redact(reason),
        assets: result.assets.map((asset) => ({
            ...asset,
            type: redact(asset.type),
            media_type: asset.media_type === null ? null : redact(asset.media_type),
        })),
    };
}
/** A report without secrets in what it says: all that shows it gets it from here. */
function redactedReport(report, redact) {
    const { failure, problem, note, findings, valid, models, budget } = report;
    const optional = (text) => (text === undefined ? undefined : redact(text));
    return {
        ...report,
        failure: optional(failure),
        problem: optional(problem),
        note: optional(note),
        results: report.results.map((result) => redactedResult(result, redact)),
        valid: valid.map(({ name, model, params, gaps }) => ({
            name: redact(name),
            model: redact(model),
            params: (0,base_redact/* redactRecord */.hi)(params, redact),
            gaps: gaps.map(({ property, why }) => ({ property: optional(property), why: redact(why) })),
        })),
        findings: findings.map((finding) => ({
            ...finding,
            message: redact(finding.message),
            ...(finding.generation !== undefined && { generation: redact(finding.generation) }),
            ...(finding.key !== undefined && { key: redact(finding.key) }),
        })),
        models: models?.map((model) => ({
            model_name: redact(model.model_name),
            generation_type: redact(model.generation_type),
            input_params_schema: (0,base_redact/* redactRecord */.hi)(model.input_params_schema, redact),
        })),
        budget: budget && {
            limit: budget.limit,
            spent: budget.spent,
            spentOn: new Map([...budget.spentOn].map(([model, sum]) => [redact(model), sum])),
        },
    };
}

;// CONCATENATED MODULE: ./src/report/record.ts





/**
 * What is known of a step's generations while it runs: a result each, without secrets, in the order asked. It passes each change on at once:
 * to the outputs, by `onChange`, and to the ledger.
 */
class StepRecord {
    #onChange;
    #redact;
    #generations = [];
    #stems = new Map();
    #notes;
    #results = new Map();
    #taskIds = new Map();
    #stopped = false;
    #inDoubt = false;
    #open = new Set();
    constructor(onChange, redact) {
        this.#onChange = onChange;
        this.#redact = redact;
    }
    /** What the step is about. `notes` is undefined where nothing is to be noted. */
    open(generations, notes) {
        const stems = fileNames(generations.map(({ name }) => name));
        this.#generations = generations;
        this.#stems = new Map(generations.map((generation, i) => [generation, stems[i] ?? '']));
        this.#notes = notes;
        for (const generation of generations)
            this.#open.add(generation);
    }
    /** What is known so far. */
    get results() {
        return this.#generations.flatMap((generation) => this.#results.get(generation) ?? []);
    }
    /** True once something was not started because of the timeout or a cancel. */
    get stopped() {
        return this.#stopped;
    }
    /** What is known of what was created. */
    get known() {
        if (this.#open.size > 0 || this.#inDoubt)
            return 'nothing';
        return this.#generations.every(({ name }) => this.#taskIds.has(name)) ? 'all' : 'creates';
    }
    /** The name of a generation's files, without number and extension. */
    stemOf(generation) {
        return this.#stems.get(generation) ?? '';
    }
    /** A task is known, and goes on. */
    began(begun) {
        const { generation, task } = begun;
        const end = unfinished(task, 'The step ended before this task did.');
        this.#taskIds.set(generation.name, task.id);
        const print = this.#notes?.prints.get(generation);
        const ofParents = print?.of((parent) => this.#taskIds.get(parent));
        for (const each of new Set([ofParents, print?.own]))
            if (each !== undefined)
                this.#notes?.ledger.record(each, task.id);
        this.#set(generation, resultOf({ ...outcomeOf(generation, end), ...begun }));
    }
    /** A generation has ended, before its files are saved. */
    ended(outcome) {
        if (outcome.status === 'skipped' && outcome.stopped)
            this.#stopped = true;
        if ('ambiguous' in outcome && outcome.ambiguous)
            this.#inDoubt = true;
        if (outcome.status === 'done' && !outcome.reused) {
            const { generation, task, sent = generation.params } = outcome;
            this.#notes?.ledger.recordPrice(priceKey(generation.model, sent), task.credits, task.id);
        }
        this.#open.delete(outcome.generation);
    }
    /** Its result is known, files included. */
    saved({ generation }, result) {
        this.#set(generation, result);
    }
    #set(generation, result) {
        this.#results.set(generation, redactedResult(result, this.#redact));
        this.#onChange(() => this.results);
    }
}

;// CONCATENATED MODULE: ./src/report/comment-state.ts



const mostPictures = 200;
/** Characters, of the 65,536 that a comment may have. */
const longestState = 8000;
const hashLength = 12;
const comment_state_longestUrl = 2000;
const start = '<!-- creatify-state ';
const end = ' -->';
/** The pictures of a report, as the next comment needs to know them. */
function shownIn({ results, released }) {
    return results.flatMap((result) => result.assets.flatMap((asset, i) => asset.sha256 === null
        ? []
        : [
            {
                caption: captionOf(result, i),
                hash: asset.sha256.slice(0, hashLength),
                url: placeOf(asset, released),
            },
        ]));
}
/** Hidden lines of a comment that keep what it shows: as many pictures as fit. Base64 can end no HTML comment. */
function stateOf(pictures) {
    const kept = pictures.slice(0, mostPictures);
    for (;;) {
        const entries = kept.map(({ caption, hash, url }) => [caption, hash, url]);
        const text = `${start}${Buffer.from(JSON.stringify(entries)).toString('base64')}${end}`;
        if (text.length <= longestState)
            return text;
        kept.pop();
    }
}
/**
 * What a comment shows by its own word, which follows its marker. Anyone who may write to the repository can edit it, so
 * nothing of it is trusted: of each entry only a URL that may be linked is taken, and the caption is only compared.
 */
function readState(body, marker) {
    const text = body.slice(marker.length).trimStart();
    const to = text.indexOf(end);
    if (!body.startsWith(marker) || !text.startsWith(start) || to > longestState)
        return [];
    const json = Buffer.from(text.slice(start.length, to), 'base64').toString();
    return (0,base_json/* listOf */.c3)(comment_state_parsed(json)).slice(0, mostPictures).flatMap(shownOf);
}
function comment_state_parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function shownOf(entry) {
    const [caption, hash, url] = (0,base_json/* listOf */.c3)(entry);
    if (typeof caption !== 'string' || typeof hash !== 'string' || typeof url !== 'string')
        return [];
    const safe = url.length <= comment_state_longestUrl ? (0,base_url/* webUrl */.q)(url) : undefined;
    if (!safe || !/^[0-9a-f]{12}$/.test(hash))
        return [];
    return [{ caption, hash, url: safe.href }];
}
/** URLs of the pictures that a comment shows and that are others now, by caption. */
function changedSince(before, now) {
    const earlier = new Map(before.map((each) => [each.caption, each]));
    return new Map(now.flatMap(({ caption, hash }) => {
        const old = earlier.get(caption);
        return old && old.hash !== hash ? [[caption, old.url]] : [];
    }));
}

;// CONCATENATED MODULE: ./src/report/github.ts




/** GitHub does not do what is wanted. The message says why, and what to change. */
class Refusal extends Error {
    name = 'Refusal';
}
const userAgent = 'creatify-asset-generator-action';
/** Tries of one thing, the first included. */
const github_mostTries = 4;
/**
 * GitHub by this token. Requests are repeated after trouble that passes: no answer, 5xx and rate limits; those that make
 * something only after rate limits, because it may be there. The client is loaded here, because few runs need it.
 */
async function openGitHub(context, token, { withoutSecrets, durations, signal }) {
    if (token === '') {
        throw new Refusal("The input `github-token` is empty. Remove it: the default is the job's token.");
    }
    const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
    const quiet = () => undefined;
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    const octokit = getOctokit(token, { baseUrl: context.apiUrl, userAgent, log });
    const { request, upload, longestWait: left } = durations;
    const limits = { ...durations, longestRetryAfter: left };
    octokit.hook.wrap('request', async (ask, options) => {
        const isQuery = options.method !== 'POST' || /\/graphql$/.test(options.url);
        const ms = options['data'] instanceof Blob ? upload : request;
        for (let attempt = 1;; attempt += 1) {
            signal.throwIfAborted();
            const time = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
            try {
                return await ask({ ...options, request: { ...options.request, signal: time } });
            }
            catch (error) {
                const kind = isQuery ? 'read' : 'create';
                const failure = github_failureOf(error, left);
                const wait = (0,retry/* retryWait */.y)(failure, { kind, attempt, left }, limits, Math.random());
                if (attempt === github_mostTries || wait === undefined)
                    throw error;
                await (0,external_node_timers_promises_.setTimeout)(wait, undefined, { signal });
            }
        }
    });
    return {
        octokit,
        context,
        signal,
        async try(doing, permission, ask) {
            signal.throwIfAborted();
            try {
                return await ask();
            }
            catch (error) {
                signal.throwIfAborted();
                throw new Refusal(explain(error, { doing, permission, withoutSecrets }));
            }
        },
        async pause(attempt) {
            const { firstBackoff, longestBackoff } = durations;
            const longest = Math.min(longestBackoff, firstBackoff * 2 ** attempt);
            await (0,external_node_timers_promises_.setTimeout)(longest * Math.random(), undefined, { signal });
        },
    };
}
/** GitHub tells rate limits with 403 too, and until when in headers of its own. `longestWait`: more is given up. */
function github_failureOf(error, longestWait) {
    const status = statusOf(error);
    const given = (0,base_json/* valueAt */.fK)(error, 'response', 'headers');
    const headers = new Headers(Object.entries((0,base_json/* isRecord */.u4)(given) ? given : {}).map(([name, value]) => [name, String(value)]));
    const now = Date.now();
    const reset = Number(headers.get('x-ratelimit-reset')) * 1000 - now;
    const isOver = headers.get('x-ratelimit-remaining') === '0' && reset > 0;
    const retryAfter = (0,retry/* retryAfterOf */.s)(headers, now) ?? (isOver ? reset : undefined);
    return {
        status: status === 403 && retryAfter !== undefined ? 429 : status,
        reachedServer: true,
        isReadable: true,
        isPermanent: (retryAfter ?? 0) > longestWait,
        retryAfter,
    };
}
/** The status of an answer that says no; undefined where there is none. */
function statusOf(error) {
    const status = (0,base_json/* isRecord */.u4)(error) ? error['status'] : undefined;
    return typeof status === 'number' ? status : undefined;
}
/** What a request resolves with; undefined where GitHub knows no such thing. */
async function unlessMissing(request) {
    return request.catch((error) => {
        if (statusOf(error) === 404)
            return undefined;
        throw error;
    });
}
function explain(error, { doing, permission, withoutSecrets, }) {
    const status = statusOf(error);
    const message = (0,errors/* messageOf */.bD)(error).replace(/ - https:\/\/docs\.github\.com\S*/, '');
    const otherReason = /rate limit|locked/i.test(message);
    const forbidden = status === 403 || /not accessible by/i.test(message);
    if (forbidden && !otherReason) {
        const needed = permission === 'contents: write'
            ? `\`${permission}\``
            : `\`contents: read\` and \`${permission}\``;
        const advice = withoutSecrets
            ? 'This run is for a pull request from a fork or by Dependabot, whose token may only read.'
            : `Add \`permissions:\` with ${needed} to the job.`;
        return `GitHub does not let this token ${doing} (${message}). ${advice}`;
    }
    if (status === 401) {
        return `GitHub does not accept the token in \`github-token\`, so it cannot ${doing} (${message}).`;
    }
    return `GitHub could not ${doing} (${status === undefined ? '' : `${status}: `}${message}).`;
}

;// CONCATENATED MODULE: ./src/report/github-comments.ts


const permission = 'pull-requests: write';
/**
 * The pull request that this run is about: the one asked for, the event's, or the one of the run that a `workflow_run` event
 * is about, which is not told those of forks. Undefined where there is none. Throws Refusal.
 */
async function pullRequestOf(github, asked) {
    const { octokit, context } = github;
    const { head, owner, repo } = context;
    const known = asked ?? context.pullRequest;
    if (known !== undefined || head === undefined)
        return known;
    const { data } = await github.try('read pull requests', permission, async () => octokit.rest.pulls.list({ owner, repo, head, state: 'open', per_page: 1 }));
    return data[0]?.number;
}
/**
 * Creates the comment of a pull request that has the marker, or updates it. `write` makes its text of what it says now;
 * undefined where there is none. Resolves with its URL. Throws Refusal.
 */
async function keepComment(github, pullRequest, marker, write) {
    const { octokit, context } = github;
    const { owner, repo } = context;
    const doing = 'comment on the pull request';
    for (let attempt = 1;; attempt += 1) {
        const own = await ownComment(github, pullRequest, marker);
        const body = write(own?.body);
        if (own) {
            const { data } = await github.try(doing, permission, async () => octokit.rest.issues.updateComment({ owner, repo, comment_id: own.id, body }));
            return data.html_url;
        }
        const created = await github.try(doing, permission, async () => octokit.rest.issues
            .createComment({ owner, repo, issue_number: pullRequest, body })
            .catch((error) => {
            // Its answer may be lost and the comment there: it is looked for before it is written again.
            if (attempt < github_mostTries && (statusOf(error) ?? 0) >= 500)
                return undefined;
            throw error;
        }));
        if (created)
            return created.data.html_url;
        await github.pause(attempt);
    }
}
/** Whether the token's owner wrote a comment is asked of GraphQL: an Actions token may not ask who it is. */
const ownComments = `
  query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
    repository(owner: $owner, name: $repo) {
      pullRequest(number: $number) {
        comments(first: 100, after: $after) {
          nodes { fullDatabaseId body viewerDidAuthor }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }`;
const mostPages = 100;
async function ownComment(github, number, marker) {
    const { octokit, context } = github;
    const { owner, repo } = context;
    const doing = 'read the comments of the pull request';
    let after = null;
    for (let page = 0; page < mostPages; page += 1) {
        const variables = { owner, repo, number, after };
        const answer = await github.try(doing, permission, async () => octokit.graphql(ownComments, variables).catch((error) => {
            if (isUnknown(error))
                return undefined;
            throw error;
        }));
        const comments = (0,base_json/* valueAt */.fK)(answer, 'repository', 'pullRequest', 'comments');
        if (comments === undefined) {
            throw new Refusal(`There is no pull request #${number}. Correct the input \`pull-request\`.`);
        }
        for (const node of (0,base_json/* listOf */.c3)((0,base_json/* valueAt */.fK)(comments, 'nodes'))) {
            // A BigInt, which GitHub writes as text: newer ids do not fit `databaseId`.
            const [id, body] = [Number((0,base_json/* valueAt */.fK)(node, 'fullDatabaseId')), (0,base_json/* valueAt */.fK)(node, 'body')];
            const isOwn = (0,base_json/* valueAt */.fK)(node, 'viewerDidAuthor') === true;
            if (isOwn && Number.isSafeInteger(id) && typeof body === 'string' && body.startsWith(marker))
                return { id, body };
        }
        const cursor = (0,base_json/* valueAt */.fK)(comments, 'pageInfo', 'endCursor');
        if ((0,base_json/* valueAt */.fK)(comments, 'pageInfo', 'hasNextPage') !== true || typeof cursor !== 'string')
            break;
        after = cursor;
    }
    return undefined;
}
/** GraphQL's way of saying 404. */
function isUnknown(error) {
    return (0,base_json/* listOf */.c3)((0,base_json/* valueAt */.fK)(error, 'errors')).some((each) => (0,base_json/* valueAt */.fK)(each, 'type') === 'NOT_FOUND');
}

;// CONCATENATED MODULE: ./src/report/github-releases.ts





const github_releases_permission = 'contents: write';
/**
 * Attaches files to a release, replacing those of the same name. Resolves with their URLs by path, and, where it did not get
 * through all of them, with why. Throws Refusal where the release takes none.
 */
async function attachFiles(github, tag, files) {
    const release = await releaseOf(github, tag);
    if (release.immutable === true && !release.draft) {
        throw new Refusal(`The release ${tag} is immutable: it takes files only as a draft. Attach them before it is published.`);
    }
    const urls = new Map();
    const there = await assetsOf(github, release);
    for (const file of files) {
        try {
            await removeAsset(github, there.get((0,external_node_path_.basename)(file.path)));
            urls.set(file.path, await upload(github, release, file));
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
async function releaseOf(github, tag) {
    const { octokit, context } = github;
    const { owner, repo } = context;
    const found = await github.try('read the release', github_releases_permission, async () => {
        const published = await unlessMissing(octokit.rest.repos.getReleaseByTag({ owner, repo, tag }));
        // By its tag a draft is not found.
        return published?.data ?? (await github_releases_draftOf(github, tag));
    });
    if (found)
        return found;
    throw new Refusal(`There is no release with the tag ${tag}, or this token may not see it as a draft. Create it first, like \`gh release create ${tag} --draft\`, and give the job \`permissions: contents: write\`.`);
}
async function github_releases_draftOf({ octokit, context: { owner, repo } }, tag) {
    const list = octokit.rest.repos.listReleases;
    for await (const { data } of octokit.paginate.iterator(list, { owner, repo, per_page: 100 })) {
        const found = data.find((each) => each.tag_name === tag);
        if (found)
            return found;
    }
    return undefined;
}
/** Resolves with the URL that stays. */
async function upload(github, release, file) {
    const { octokit, context } = github;
    const name = (0,external_node_path_.basename)(file.path);
    const doing = `attach ${name} to the release`;
    for (let attempt = 1;; attempt += 1) {
        const data = await (0,external_node_fs_.openAsBlob)(file.file);
        const answer = await github.try(doing, github_releases_permission, async () => octokit
            .request({
            method: 'POST',
            url: release.upload_url,
            name,
            data,
            headers: { 'content-type': file.mediaType },
        })
            .then((answered) => answered.data)
            .catch((error) => {
            // What came of it is a leftover, or the file: either way it is in the way of the next try.
            if (attempt < github_mostTries && ((statusOf(error) ?? 0) >= 500 || isTaken(error))) {
                return undefined;
            }
            throw error;
        }));
        const url = (0,base_json/* valueAt */.fK)(answer, 'browser_download_url');
        if (typeof url === 'string') {
            const final = (0,base_json/* valueAt */.fK)(answer, 'name');
            const shown = encodeURIComponent(typeof final === 'string' ? final : name);
            // A draft's URL changes when it is published.
            return release.draft
                ? `${context.serverUrl}/${context.owner}/${context.repo}/releases/download/${encodeURIComponent(release.tag_name)}/${shown}`
                : url;
        }
        if (attempt >= github_mostTries)
            throw new Refusal(`GitHub's answer to an upload was not understood. Re-run the job.`);
        await github.pause(attempt);
        await removeAsset(github, (await assetsOf(github, release)).get(name));
    }
}
/** Whether GitHub refuses an upload because there is a file of its name. */
function isTaken(error) {
    const errors = (0,base_json/* listOf */.c3)((0,base_json/* valueAt */.fK)(error, 'response', 'data', 'errors'));
    return (statusOf(error) === 422 && errors.some((each) => (0,base_json/* valueAt */.fK)(each, 'code') === 'already_exists'));
}
/** The ids of a release's files by name: older ones, and what broken uploads left. */
async function assetsOf(github, { id }) {
    const { octokit, context } = github;
    const { owner, repo } = context;
    const list = octokit.rest.repos.listReleaseAssets;
    const assets = await github.try('read the files of the release', github_releases_permission, async () => octokit.paginate(list, { owner, repo, release_id: id, per_page: 100 }));
    return new Map(assets.map((asset) => [asset.name, asset.id]));
}
async function removeAsset(github, id) {
    if (id === undefined)
        return;
    const { octokit, context } = github;
    const { owner, repo } = context;
    await github.try('replace a file of the release', github_releases_permission, async () => unlessMissing(octokit.rest.repos.deleteReleaseAsset({ owner, repo, asset_id: id })));
}

;// CONCATENATED MODULE: ./src/report/share.ts









/**
 * Attaches the files to the release and keeps the comment up to date, as the inputs say. Resolves with the report and where
 * that is to be seen. What GitHub refuses is a warning: the files are safe. Never rejects.
 */
async function share(report, sharing) {
    const { inputs, context, durations, log, signal } = sharing;
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
            const github = await openGitHub(context.repository, githubToken, {
                withoutSecrets,
                durations,
                signal,
            });
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
    const { urls, problem } = await attachFiles(github, tag, files);
    for (const [path, url] of urls)
        log.info(`${path}: ${url}`);
    if (problem !== undefined)
        log.warning(`${problem} The files are safe in the workspace.`);
    return { ...report, released: urls };
}
async function commented(report, github, { inputs, context, log }) {
    const number = await pullRequestOf(github, inputs.pullRequest);
    if (number === undefined) {
        log.info('There is no pull request to comment on. The input `pull-request` can name one.');
        return report;
    }
    const marker = markerOf(inputs.key, context.identity, context.repository);
    const withParams = inputs.comment !== 'without-params';
    const pictures = shownIn(report);
    const write = (now = '') => commentOf(report, {
        marker: pictures.length === 0 ? marker : `${marker}\n${stateOf(pictures)}`,
        job: context.identity.job,
        withParams,
        before: changedSince(readState(now, marker), pictures),
        footer: footerOf(context.repository),
    });
    const commentUrl = await keepComment(github, number, marker, write);
    log.info(`Comment: ${commentUrl}`);
    return { ...report, commentUrl };
}
/** One comment per pull request of this repository, workflow, job, step and key. */
function markerOf(key, { workflow, job, step }, { owner, repo }) {
    const repository = `${owner}/${repo}`.toLowerCase();
    const identity = JSON.stringify([repository, workflow, job, step, key]);
    const id = (0,external_node_crypto_.createHash)('sha256').update(identity).digest('hex').slice(0, 32);
    return `<!-- creatify-asset-generator ${id} -->`;
}
function footerOf({ sha, runUrl }) {
    const run = safeUrl(runUrl);
    const commit = sha === '' ? '' : `Commit ${code(sha.slice(0, 7))}`;
    const link = run === undefined ? '' : `<a href="${run}">the run that made this</a>`;
    return `<sub>${[commit, link].filter((part) => part !== '').join(' · ')}</sub>`;
}

// EXTERNAL MODULE: ./src/inputs/inputs.ts + 2 modules
var inputs = __webpack_require__(2829);
;// CONCATENATED MODULE: ./src/report/withheld.ts


/**
 * What a step may show of its file: all, but for a dry run on an event on which someone without write access may have written it, or had it
 * read what is not theirs.
 */
function withholding({ dryRun, source }, { untrustedEvent: event }) {
    const isShown = !dryRun || event === undefined || !(0,inputs/* fileInput */.Fg)(source);
    return { isShown, shown: (report) => (isShown ? report : withheld(report, event)) };
}
/**
 * A report that repeats nothing of the file it is about: numbers and places stay, names, params and the words of findings
 * go. For a dry run on `event`, where someone without write access may have the file read something that is not theirs.
 */
function withheld(report, event) {
    const reason = `What is wrong here is not shown on the event ${event}, because it would quote the file.`;
    const findings = report.findings.map(({ severity, place }) => {
        return { severity, message: reason, ...(place && { place }) };
    });
    const { failure } = report;
    const wrong = failureOfFindings(findings);
    return {
        ...report,
        findings,
        failure: failure && (wrong ?? failure.replace(/( answered \d+)[^]*/, '$1.')),
        results: report.results.map((result, i) => ({
            ...result,
            name: numbered(i),
            model_name: '',
            input_params: {},
            failed_reason: result.failed_reason && reason,
        })),
        valid: report.valid.map((_, i) => ({ name: numbered(i), model: '…', params: {}, gaps: [] })),
    };
}
function numbered(i) {
    return `generation ${i + 1}`;
}

// EXTERNAL MODULE: ./src/base/proxy.ts
var base_proxy = __webpack_require__(4497);
;// CONCATENATED MODULE: ./src/reuse/cache.ts




/**
 * Part of the identity of an entry, and any 64 hex digits do. The toolkit makes it of paths and of the compression that a
 * machine has, so that not every machine sees what another saved; this one is the same everywhere.
 */
const version = (0,external_node_crypto_.createHash)('sha256').update('creatify-asset-generator: keys only').digest('hex');
const content = '1';
/** A client for the service that this job may use. */
function cacheClient(access, proxies) {
    const send = sender(proxies);
    const service = access.protocol === 2 ? protocol2(access, send) : protocol1(access, send);
    const { mode } = access;
    return {
        async find(prefixes, options) {
            if (mode === 'none' || mode === 'write-only')
                return never('this job may not read it');
            return cache_attempt(async () => {
                const key = await service.find(prefixes, options);
                if (key === undefined)
                    return { as: 'miss' };
                if (!prefixes.some((prefix) => key.startsWith(prefix)))
                    throw unexpected();
                return { as: 'hit', key };
            });
        },
        async save(key, { isWanted = Promise.resolve(true), ...options }) {
            if (mode === 'none' || mode === 'read')
                return never('this job may not write to it');
            return cache_attempt(async () => {
                const finish = await service.reserve(key, options);
                if (finish) {
                    if (!(await isWanted))
                        return { as: 'withdrawn' };
                    await finish();
                    return { as: 'saved' };
                }
                // Taken: by a try of ours whose answer was lost, or by an upload that was never finished.
                if ((await service.find([key], options)) === key)
                    return { as: 'saved' };
                throw new Refused('did not finish an upload', 0);
            });
        },
    };
}
/** The service said no, or nothing that can be understood. The message follows "GitHub's cache service ". */
class Refused extends Error {
    retryAfter;
    constructor(message, retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }
}
function unexpected() {
    return new Refused('gave an answer that makes no sense', 0);
}
/** As the toolkit speaks to github.com: Twirp, JSON with the names of the .proto file. */
function protocol2({ url, token }, send) {
    const root = `${url}twirp/github.actions.results.api.v1.CacheService/`;
    const call = async (method, fields, options) => {
        const { status, body } = await send(root + method, options, {
            method: 'POST',
            headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
            body: JSON.stringify(fields),
        });
        if (!body)
            throw unexpected();
        return { status, body };
    };
    return {
        async find(prefixes, options) {
            const fields = { key: prefixes[0], restore_keys: prefixes, version };
            const { body } = await call('GetCacheEntryDownloadURL', fields, options);
            if (body['ok'] !== true)
                return undefined;
            return cache_textOf(body['matched_key']);
        },
        async reserve(key, options) {
            const { status, body } = await call('CreateCacheEntry', { key, version }, options);
            if (status === 409)
                return undefined;
            if (body['ok'] !== true) {
                const message = cache_textOf(body['message'] ?? '');
                if (/denied|read.?only|scope/i.test(message))
                    throw new Refused(`refused: ${message}`, undefined);
                return undefined;
            }
            await send(cache_textOf(body['signed_upload_url']), options, {
                method: 'PUT',
                headers: { 'x-ms-blob-type': 'BlockBlob', 'Content-Type': 'application/octet-stream' },
                body: content,
            });
            return async () => {
                const fields = { key, version, size_bytes: String(content.length) };
                const { body: finished } = await call('FinalizeCacheEntryUpload', fields, options);
                if (finished['ok'] !== true)
                    throw unexpected();
            };
        },
    };
}
/** As GitHub Enterprise Server has it. */
function protocol1({ url, token }, send) {
    const root = `${url}_apis/artifactcache/`;
    const headers = {
        Authorization: `Bearer ${token}`,
        Accept: 'application/json;api-version=6.0-preview.1',
    };
    const post = async (path, options, fields) => send(root + path, options, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(fields),
    });
    return {
        async find(prefixes, options) {
            const query = new URLSearchParams({ keys: prefixes.join(), version });
            const { status, body } = await send(`${root}cache?${query.toString()}`, options, { headers });
            return status === 204 ? undefined : cache_textOf(body?.['cacheKey']);
        },
        async reserve(key, options) {
            const fields = { key, version, cacheSize: content.length };
            const { status, body } = await post('caches', options, fields);
            if (status === 409)
                return undefined;
            const id = body?.['cacheId'];
            if (typeof id !== 'number')
                throw unexpected();
            await send(`${root}caches/${id}`, options, {
                method: 'PATCH',
                headers: {
                    ...headers,
                    'Content-Type': 'application/octet-stream',
                    'Content-Range': `bytes 0-${content.length - 1}/*`,
                },
                body: content,
            });
            return async () => {
                await post(`caches/${id}`, options, { size: content.length });
            };
        },
    };
}
/** Sends single requests. Signed URLs open what they name, so no message has one. */
function sender(proxies) {
    const agents = new Map();
    // Node's own fetch knows no proxy and takes the agent of undici, which loads only behind one.
    const proxied = async (url) => {
        const proxy = (0,base_proxy/* proxyFor */.i)(new URL(url), proxies);
        if (!proxy)
            return {};
        const agent = agents.get(proxy.href) ??
            Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 6752, 19)).then(({ ProxyAgent }) => new ProxyAgent(proxy.href));
        agents.set(proxy.href, agent);
        return { dispatcher: await agent };
    };
    return async (url, { ms, signal }, init) => {
        let response;
        let text;
        try {
            const bounded = AbortSignal.any([AbortSignal.timeout(ms), signal]);
            const how = { ...init, ...(await proxied(url)), redirect: 'manual', signal: bounded };
            response = await fetch(url, how);
            text = await response.text();
        }
        catch (error) {
            throw new Refused(cache_describe(error, ms), 0);
        }
        const body = parse(text);
        if (response.ok || response.status === 409)
            return { status: response.status, body };
        const said = body?.['msg'] ?? body?.['message'];
        const words = typeof said === 'string' && said !== '' ? `: ${said.slice(0, 200)}` : '';
        throw new Refused(`answered ${response.status}${words}`, retryAfterOf(response));
    };
}
/** Undefined: the status will not change. A limit on the rate without a time is waited for. */
function retryAfterOf({ status, headers }) {
    if (status !== 429 && status !== 408 && status < 500)
        return undefined;
    const value = headers.get('Retry-After') ?? '';
    const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
    return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}
function cache_describe(error, ms) {
    const name = propertyOf(error, 'name');
    if (name === 'TimeoutError')
        return `did not answer within ${(0,base_text/* formatDuration */.a3)(ms)}`;
    let cause = error;
    while (propertyOf(cause, 'cause') !== undefined)
        cause = propertyOf(cause, 'cause');
    return `cannot be reached (${String(propertyOf(cause, 'code') ?? name)})`;
}
function propertyOf(value, name) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
function parse(text) {
    try {
        const value = JSON.parse(text);
        return (0,base_json/* isRecord */.u4)(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function cache_textOf(value) {
    if (typeof value === 'string')
        return value;
    throw unexpected();
}
function never(reason) {
    return { as: 'failure', reason, retryAfter: undefined };
}
async function cache_attempt(work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(error instanceof Refused))
            throw error;
        return {
            as: 'failure',
            reason: `GitHub's cache service ${error.message}`,
            retryAfter: error.retryAfter,
        };
    }
}
const absent = {
    as: 'failure',
    reason: 'GitHub offers no cache service here',
    retryAfter: undefined,
};
/** Where GitHub offers no service. */
const noCache = {
    find: async () => Promise.resolve(absent),
    save: async () => Promise.resolve(absent),
};

;// CONCATENATED MODULE: ./src/reuse/collect.ts





/**
 * Tasks handed in by `task-id`, in the order given: those that exist, failures for those that do not. When the API cannot
 * be asked in time, all end `unfinished`, with their ids.
 */
async function collect(asked, api, { options, durations }) {
    const named = (id, name, task) => ({
        name: name ?? `${task?.model || 'task'}-${id.slice(0, 8)}`,
        model: task?.model ?? '',
        params: task?.params ?? {},
        locate: () => undefined,
        ...(0,manifest_generation/* unchained */.Iy)(task?.params ?? {}),
    });
    const ids = asked.map(({ id }) => id);
    const get = Math.min(durations.api.get, options.ms);
    const look = taskLooks(api, { get }, options.signal);
    const finding = { ...options, durations, confirm: false };
    const known = await findTasks(ids, look, finding).catch(errors/* messageOf */.bD);
    const ready = [];
    const ended = [];
    const generations = asked.map(({ id, name }) => {
        const task = typeof known === 'string' ? undefined : known.get(id);
        const generation = named(id, name, task);
        if (task)
            ready.push({ generation, type: task.type, task });
        else if (typeof known === 'string') {
            ended.push(reusedOutcome(generation, unfinished((0,api_task/* unseen */.nv)(id), known)));
        }
        else {
            const reason = `There is no task ${id} in this account. Check the id, and that the credentials are of the same account.`;
            ended.push(reusedOutcome(generation, failed(reason)));
        }
        return generation;
    });
    return { generations, ready, ended };
}

;// CONCATENATED MODULE: ./src/reuse/results.ts









const results_largestFile = 10 * 1024 * 1024;
const mostEntries = 5000;
const results_longestName = 200;
const longestReason = 2000;
/** What a result of something that was not started says before its reason. */
const startOfSkipped = /^not started: /;
const input = 'Input `results-from`';
/**
 * What the files of `patterns` say, in the order of the patterns. Paths and globs count from the workspace; files are taken
 * from there and from the runner's temp folder, and links are not followed. Names are made unique: an equal one gets its
 * file's name in front. Throws InputError where a pattern fits no file, or a file is no results file.
 */
async function readResults(patterns, places) {
    const files = [];
    for (const pattern of patterns) {
        const found = await filesOf(pattern, places);
        if (found.length === 0) {
            throw new errors/* InputError */.dz(`${input}: ${pattern} is no file in the workspace or the runner's temp folder. Check the path, that actions/download-artifact ran before this step, and that the jobs before upload the file with \`if: always()\`.`);
        }
        files.push(...found.filter((file) => !files.includes(file)));
    }
    const read = [];
    const ids = new Set();
    for (const file of files) {
        const shown = (0,external_node_path_.relative)(places.workspace, file).split(external_node_path_.sep).join('/');
        for (const result of await resultsIn(file, shown)) {
            const key = result.id === undefined ? undefined : (0,api_task/* taskKey */.Do)(result.id);
            if (key !== undefined && ids.has(key))
                continue;
            if (key !== undefined)
                ids.add(key);
            read.push({ file, result });
            if (read.length > mostEntries) {
                throw new errors/* InputError */.dz(`${input}: the files have more than ${mostEntries} results. Give fewer files to one step.`);
            }
        }
    }
    return uniquelyNamed(read);
}
async function filesOf(pattern, places) {
    const found = [];
    const roots = await Promise.all([places.workspace, places.temp].map(realOf));
    for await (const match of (0,promises_.glob)(pattern, { cwd: places.workspace })) {
        const path = (0,external_node_path_.resolve)(places.workspace, match);
        if (await isPlainFile(path, places, roots))
            found.push(path);
        if (found.length > mostEntries)
            break;
    }
    return found.sort();
}
async function realOf(path) {
    return (0,promises_.realpath)(path).catch(() => path);
}
/** Whether a path is a file below one of the folders, and no part of it below the folder is a link. */
async function isPlainFile(path, { workspace, temp }, roots) {
    const folders = [workspace, temp];
    const at = folders.findIndex((folder) => isInside(folder, path));
    const [folder, root] = [folders[at], roots[at]];
    if (folder === undefined || root === undefined)
        return false;
    const found = await (0,promises_.lstat)(path).catch(() => undefined);
    return Boolean(found?.isFile()) && (await realOf(path)) === (0,external_node_path_.join)(root, (0,external_node_path_.relative)(folder, path));
}
function isInside(folder, path) {
    const away = (0,external_node_path_.relative)(folder, path);
    return away !== '' && !(0,external_node_path_.isAbsolute)(away) && away.split(external_node_path_.sep)[0] !== '..';
}
async function resultsIn(file, shown) {
    const wrong = (why) => new errors/* InputError */.dz(`${input}: ${shown} ${why}.`);
    const bytes = await (0,promises_.readFile)(file).catch((error) => {
        throw wrong(`cannot be read (${(0,errors/* messageOf */.bD)(error)})`);
    });
    if (bytes.length > results_largestFile)
        throw wrong(`has ${bytes.length} bytes; at most 10 MB are read`);
    let value;
    try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        throw wrong('is no JSON. Give the file of the output `results-file`');
    }
    const results = Array.isArray(value) ? value.map(results_resultOf) : [undefined];
    return results.map((result) => {
        if (result)
            return result;
        throw wrong('is not a list of results with `name` and `task_id`. Give the file of the output `results-file`');
    });
}
/** Undefined where an entry is no result. Nothing else of it is read: all else is asked of the API. */
function results_resultOf(entry) {
    if (!(0,base_json/* isRecord */.u4)(entry) || typeof entry['name'] !== 'string')
        return undefined;
    const name = (0,base_text/* truncate */.xv)((0,base_text/* oneLine */.TN)(entry['name']), results_longestName);
    const { task_id: id, status, failed_reason: why } = entry;
    if (name === '')
        return undefined;
    if (typeof id === 'string')
        return (0,api_task/* isTaskId */.XJ)(id) ? { name, id } : undefined;
    if (id !== null && id !== undefined)
        return undefined;
    const said = typeof why === 'string' ? (0,base_text/* truncate */.xv)((0,base_text/* oneLine */.TN)(why), longestReason) : '';
    const reason = said === '' ? 'The earlier job does not say why.' : said.replace(startOfSkipped, '');
    return { name, id: undefined, status: status === 'skipped' ? 'skipped' : 'failed', reason };
}
function uniquelyNamed(read) {
    const counts = new Map();
    for (const { result } of read)
        counts.set(result.name, (counts.get(result.name) ?? 0) + 1);
    const taken = new Set();
    return read.map(({ file, result }) => {
        const isEqual = (counts.get(result.name) ?? 0) > 1;
        const wanted = isEqual ? `${(0,external_node_path_.basename)(file, (0,external_node_path_.extname)(file))}-${result.name}` : result.name;
        let name = wanted;
        for (let n = 2; taken.has(name); n += 1)
            name = `${wanted}-${n}`;
        taken.add(name);
        return { ...result, name };
    });
}
/** The tasks of earlier jobs, under their names, and what ended there without one. See `collect`. */
async function collectResults(results, api, asking) {
    const tasks = results.flatMap(({ name, id }) => (id === undefined ? [] : [{ name, id }]));
    const found = await collect(tasks, api, asking);
    const named = new Map(found.generations.map((each) => [each.name, each]));
    const ended = [...found.ended];
    const generations = results.map((result) => {
        const known = named.get(result.name);
        if (known)
            return known;
        const generation = {
            name: result.name,
            model: '',
            params: {},
            locate: () => undefined,
            ...(0,manifest_generation/* unchained */.Iy)({}),
        };
        if (result.id === undefined) {
            const { status, reason } = result;
            const end = status === 'skipped' ? skipped(reason, false) : failed(reason);
            ended.push(outcomeOf(generation, end));
        }
        return generation;
    });
    return { generations, ready: found.ready, ended };
}

// EXTERNAL MODULE: ./src/reuse/facts.ts
var reuse_facts = __webpack_require__(8491);
;// CONCATENATED MODULE: ./src/reuse/insist.ts

const longestBackoff = 5000;
/**
 * Tries until it works, cannot, or there is no time for another try before `until`, on the clock of `performance.now()`.
 * `onEnd`: told how each try ended.
 */
async function insist(work, until, stop, onEnd) {
    for (let tries = 1;; tries += 1) {
        const end = await work();
        onEnd(end);
        if (end.as !== 'failure' || end.retryAfter === undefined)
            return end;
        const wait = Math.max(end.retryAfter, Math.min(longestBackoff, 250 * 2 ** tries));
        if (stop.aborted || performance.now() + wait > until)
            return end;
        const isOver = await (0,external_node_timers_promises_.setTimeout)(wait, false, { signal: stop }).catch(() => true);
        if (isOver)
            return end;
    }
}

;// CONCATENATED MODULE: ./src/reuse/unsettled.ts
/**
 * Reads the notes of earlier attempts that they may create. `otherPlans`: since when what they left of other plans is looked
 * for. `lookUp` gives the newest key that begins with a prefix, the first prefix that has one.
 */
async function findUnsettled(facts, { attempt, plan }, otherPlans, lookUp) {
    const before = Array.from({ length: attempt - 1 }, (_, i) => attempt - 1 - i);
    const [last, lastOfAny, ...ofRun] = await Promise.all([
        noteOf(facts.openOf()),
        noteOf(facts.openPrefix),
        ...before.map(async (each) => noteOf(facts.openOf(each))),
    ]);
    // An attempt that is closed knew of all that attempts before it left of its plan.
    const known = ofRun.findIndex((note) => note?.isClosed);
    const own = [last, ...(known === -1 ? ofRun : ofRun.slice(0, known))];
    const other = lastOfAny?.plan !== plan && !lastOfAny?.isClosed ? lastOfAny : undefined;
    const isOldLeft = other !== undefined && other.since < otherPlans;
    const left = [...own, isOldLeft ? undefined : other];
    const since = Math.min(...left.flatMap((note) => (note && !note.isClosed ? [note.since] : [])));
    return {
        since: since === Infinity ? undefined : since,
        isAnyNoted: [last, lastOfAny, ...ofRun].some((note) => note !== undefined),
        isOldLeft,
    };
    async function noteOf(prefix) {
        const key = await lookUp([prefix]);
        const note = key === undefined ? undefined : facts.readOpen(key);
        if (!note || note.attempt === facts.attempt)
            return undefined;
        // What a closed attempt inherited is settled for its own plan only: it asked for nothing else.
        const ofItsPlan = note.inherited ? [] : [facts.closed(note.attempt, note.plan)];
        const closed = await lookUp([facts.closed(note.attempt), ...ofItsPlan]);
        return { ...note, isClosed: closed !== undefined };
    }
}

;// CONCATENATED MODULE: ./src/reuse/ledger.ts









const lookUpsAtOnce = 10;
/** Opens the ledger of a step: looks for what earlier attempts left, and notes that this one may create. */
function openLedger(scope, keeping) {
    return new FactLedger(scope, keeping);
}
class FactLedger {
    #facts;
    #how;
    recalls;
    #opens;
    #limit = (0,p_limit/* default */.A)(lookUpsAtOnce);
    /** On the clock of `performance.now()`. */
    #lookUpsUntil;
    #unsettled;
    #known = new Set();
    #prices = new Map();
    #queue = [];
    #unsaved = [];
    #opened;
    #left;
    /** It is known that nothing is left to look for of earlier attempts. */
    #isClear;
    /** Resolves when something is about to be created. */
    #creating = Promise.withResolvers();
    #isAgain;
    #readFailure;
    #saveFailure;
    #saving;
    /** Whether prices are noted already is being asked. */
    #pricing = Promise.resolve();
    /** The last request failed, and the service did not say when to ask again. */
    #isFailing = false;
    /** Ends the waiting between tries. */
    #over = new AbortController();
    constructor(scope, how) {
        const { readFirst, readAgain } = how.durations;
        this.#facts = new reuse_facts/* Facts */.At(scope);
        this.#how = how;
        this.recalls = (0,reuse_facts/* mayRecall */.Bz)(scope.reuse, scope.attempt);
        this.#opens = scope.reuse !== 'never' && how.readOnly !== true;
        this.#isAgain = scope.attempt > 1;
        this.#isClear = !this.recalls;
        this.#lookUpsUntil = performance.now() + (scope.attempt > 1 ? readAgain : readFirst);
        this.#unsettled = this.recalls ? this.#findUnsettled(scope) : Promise.resolve(undefined);
        this.#unsettled.catch(() => undefined);
        this.#opened = this.#opens ? this.#open() : Promise.resolve(true);
    }
    get gap() {
        if (this.#readFailure)
            return { as: 'failed', reason: this.#readFailure.reason };
        const isBlank = this.recalls && this.#isAgain && !this.#left?.isAnyNoted;
        if (isBlank)
            return { as: 'nothing found' };
        return this.#left?.isOldLeft ? { as: 'too old' } : undefined;
    }
    get remembers() {
        return this.#saveFailure === undefined;
    }
    async find(fingerprint) {
        if (!this.recalls)
            return undefined;
        const found = await this.#lookUp([this.#facts.boughtPrefix(fingerprint)]);
        const noted = found.as === 'hit' ? this.#facts.readBought(found.key, fingerprint) : undefined;
        if (noted)
            this.#known.add(`${fingerprint} ${noted.id}`);
        return noted;
    }
    async unsettledSince() {
        return this.#unsettled;
    }
    async price(priceKey) {
        const { cache = noCache, signal, durations } = this.#how;
        const found = await this.#limit(async () => cache.find([this.#facts.pricePrefix(priceKey)], { ms: durations.read, signal }));
        const credits = found.as === 'hit' ? this.#facts.readPrice(found.key, priceKey) : undefined;
        if (!this.#prices.has(priceKey))
            this.#prices.set(priceKey, credits);
        return credits;
    }
    recordPrice(priceKey, credits, id) {
        if (!this.#opens || !this.#how.cache || credits <= 0 || !(0,api_task/* isTaskId */.XJ)(id))
            return;
        if (this.#prices.get(priceKey) === credits)
            return;
        // What is noted already, here or by others, is not noted again: that takes a look once a price key.
        const known = this.#prices.has(priceKey) ? undefined : this.price(priceKey);
        this.#prices.set(priceKey, credits);
        this.#pricing = Promise.all([known, this.#pricing]).then(([noted]) => {
            if (noted !== credits)
                this.#enqueue({ key: this.#facts.price(priceKey, credits, id), id: undefined });
        });
    }
    #enqueue(fact) {
        this.#queue.push(fact);
        this.#saving ??= this.#saveAll().finally(() => {
            this.#saving = undefined;
        });
    }
    async #findUnsettled(scope) {
        let failures = 0;
        const otherPlans = Date.now() - this.#how.durations.otherPlans;
        const left = await findUnsettled(this.#facts, scope, otherPlans, async (prefixes) => {
            const found = await this.#lookUp(prefixes);
            if (found.as === 'failure')
                failures += 1;
            return found.as === 'hit' ? found.key : undefined;
        });
        this.#left = left;
        this.#isClear = failures === 0 && left.since === undefined;
        return left.since;
    }
    async #lookUp(prefixes) {
        const { cache = noCache, signal, durations } = this.#how;
        const found = await this.#limit(async () => this.#insist(async () => cache.find(prefixes, { ms: durations.read, signal }), this.#lookUpsUntil));
        signal.throwIfAborted();
        if (found.as === 'failure')
            this.#readFailure ??= found;
        return found;
    }
    /**
     * The upload does not wait for what earlier attempts left: it is withdrawn where the note has to say more. An attempt that
     * ends before it knows that leaves no note, so that the next one looks as far back; one that cannot know it, not before
     * it creates.
     */
    async #open() {
        const earlier = Promise.race([
            this.#unsettled.catch(() => undefined),
            (0,errors/* whenAborted */.eG)(this.#over.signal),
        ]);
        const ended = (0,errors/* whenAborted */.eG)(this.#over.signal).then(() => false);
        const isWanted = earlier.then(async (since) => since === undefined &&
            (this.#isClear || (await Promise.race([this.#creating.promise, ended]))));
        const own = await this.#save(this.#facts.open(Date.now(), false), isWanted);
        const since = await earlier;
        const opened = own.as === 'withdrawn' && since !== undefined
            ? await this.#save(this.#facts.open(since, true))
            : own;
        if (opened.as === 'failure')
            this.#saveFailure = opened;
        return opened.as === 'saved';
    }
    async opened() {
        this.#creating.resolve(true);
        const { signal, durations } = this.#how;
        const timer = new AbortController();
        const late = (0,external_node_timers_promises_.setTimeout)(durations.open, undefined, { signal: timer.signal }).catch(() => undefined);
        await (0,errors/* orAborted */.H6)(Promise.race([this.#opened, late]), signal);
        timer.abort();
    }
    record(fingerprint, id) {
        if (this.#how.readOnly)
            return;
        const fact = `${fingerprint} ${id}`;
        if (this.#known.has(fact))
            return;
        this.#known.add(fact);
        if ((0,api_task/* isTaskId */.XJ)(id))
            this.#enqueue({ key: this.#facts.bought(fingerprint, id), id });
        else
            this.#unsaved.push(id);
    }
    /** Two uploads a second: a repository may make 200 a minute. */
    async #saveAll() {
        for (let next = this.#queue[0]; next; next = this.#queue[0]) {
            const since = performance.now();
            const saved = await this.#save(next.key);
            this.#queue.shift();
            if (saved.as === 'failure') {
                if (next.id === undefined)
                    continue;
                this.#unsaved.push(next.id);
                this.#saveFailure = saved;
                continue;
            }
            const left = since + this.#how.durations.interval - performance.now();
            const pause = (0,external_node_timers_promises_.setTimeout)(Math.max(0, left), undefined, { signal: this.#over.signal });
            await pause.catch(() => undefined);
        }
    }
    async #save(key, isWanted) {
        const { cache = noCache, durations } = this.#how;
        const options = { ms: durations.save, signal: this.#over.signal, ...(isWanted && { isWanted }) };
        return this.#insist(async () => cache.save(key, options), Infinity);
    }
    async #insist(work, until) {
        const stop = AbortSignal.any([this.#how.signal, this.#over.signal]);
        return insist(work, until, stop, (end) => {
            this.#isFailing = end.as === 'failure' && end.retryAfter === 0;
        });
    }
    async close(known, ms) {
        const giveUp = () => {
            this.#over.abort();
        };
        const late = setTimeout(giveUp, ms);
        const check = setInterval(() => {
            if (this.#isFailing)
                giveUp();
        }, this.#how.durations.closeFailing);
        const isOpened = await this.#opened;
        await Promise.race([this.#pricing, (0,errors/* whenAborted */.eG)(this.#over.signal)]);
        await this.#saving;
        const isSaved = this.#unsaved.length === 0 && this.#queue.length === 0;
        const isComplete = isSaved && (known === 'all' || (known === 'creates' && this.#isClear));
        if (this.#opens && isOpened && isComplete)
            await this.#save(this.#facts.closed());
        clearTimeout(late);
        clearInterval(check);
        giveUp();
        const ids = [...this.#unsaved, ...this.#queue.flatMap(({ id }) => id ?? [])];
        if (!this.#saveFailure && ids.length === 0)
            return;
        const why = this.#saveFailure?.reason ?? 'there was no time left';
        const collect = ids.length > 0 ? ` To collect, use \`task-id: ${ids.join(', ')}\`.` : '';
        this.#how.log.info(`A re-run may not find ${ids.length > 0 ? (0,base_text/* pluralize */.td)(ids.length, 'task') : 'all'} of this step: ${why}.${collect}`);
    }
}

;// CONCATENATED MODULE: ./src/tasks/claims.ts



/** The claims of a step. Of two steps at once, also of two processes, one gets a task. */
function openClaims(temp) {
    const ids = reservations((0,external_node_path_.join)(temp, 'creatify-tasks'), api_task/* taskKey */.Do);
    return {
        has: ids.isTaken,
        // Where nothing can be noted, only another step of this job could take it too; the task itself must not be lost for that.
        claim: (id) => ids.reserve(id) !== 'taken',
    };
}

;// CONCATENATED MODULE: ./src/main.ts






















/**
 * The whole step. Every output is set on every path, and everything that succeeded is saved and published before it throws:
 * StepFailure for what the error message explains, anything else for a bug of ours.
 */
async function run(start, signal) {
    const { context, durations, inputs, redact } = start;
    for (const secret of start.secrets)
        core.setSecret(secret);
    const log = runnerLog(redact);
    const publish = await openPublisher(context, durations.outputs, log);
    const record = new StepRecord(publish.progress, redact);
    publish.outputs(nothing);
    let report;
    let bug;
    try {
        if (!inputs)
            throw start.error;
        report = await work({ ...start, inputs, log, signal, record });
    }
    catch (error) {
        const isExplained = signal.aborted || error instanceof errors/* InputError */.dz || error instanceof api_error/* ApiError */.hD;
        if (!isExplained)
            bug = error instanceof Error ? error : new Error(String(error));
        report = failedReport(error, record.results, signal);
    }
    report = redactedReport(report, redact);
    publish.outputs(report);
    if (inputs && !bug) {
        report = await share(report, { inputs, context, durations: durations.github, log, signal });
        publish.outputs(report);
    }
    report = { ...report, problem: publish.problem(report.results) };
    publish.findings(report.findings);
    if (start.summary)
        await publish.summary(report, headingOf(context, inputs?.shard));
    if (bug)
        throw bug;
    conclude(report, log);
}
/** What the inputs ask for. Rejects with InputError, ApiError, or the reason of an aborted signal. */
async function work(step) {
    const { account, inputs, context, durations, log, signal, record } = step;
    const { source } = inputs;
    if (!account)
        return withoutCredentials(inputs.missingCredentials, context, log);
    if (source.kind === 'catalog') {
        const how = { log, signal, ms: durations.api.models };
        return { ...nothing, ...(await listModels(source.filter, account.api, how)) };
    }
    const folder = await openOutputFolder(inputs, context);
    const stores = { claims: openClaims(context.temp), folder, startedAt: performance.now() };
    if (source.kind === 'tasks' || source.kind === 'results') {
        const ms = Math.min(inputs.timeout, durations.api.maxOutage);
        const asking = { options: { ms, signal }, durations };
        const found = await log.group('Look for the tasks', async () => source.kind === 'tasks'
            ? collect(source.tasks, account.api, asking)
            : collectResults(await readResults(source.patterns, context), account.api, asking));
        return finish(found, account.api, step, stores);
    }
    const reading = { context, env: inputs.exposedEnv };
    const { asked, prints, isEmptyPart } = await load(source, reading, inputs.shard, log);
    const { isShown, shown } = withholding(inputs, context);
    if (isEmptyPart)
        return shown(emptyShard(asked.findings, log));
    const { dryRun, wait, timeout, unknownParams, maxCredits, minBalance } = inputs;
    const loopback = (0,base_url/* isLoopback */.U)(inputs.apiUrl.hostname);
    const isLimited = (maxCredits ?? minBalance) !== undefined;
    const wanted = { dryRun, isShown, wait, isLimited, unknownParams, loopback, timeout };
    const preparing = { account, context, ...wanted, durations, log, signal };
    const scope = (0,reuse_facts/* scopeOf */.Od)(inputs, context, (0,fingerprint/* planOf */.XC)(asked.generations, prints));
    const cache = context.cache && cacheClient(context.cache, context.proxies);
    const keeping = { readOnly: dryRun, log, signal, durations: durations.ledger };
    const ledger = openLedger(scope, { cache, ...keeping });
    let known = 'nothing';
    try {
        if (dryRun)
            return shown(checkedReport(await rehearse(asked, preparing, { ledger, prints })));
        const batch = await prepare(asked, preparing, { ...scope, ...stores, ledger, prints });
        const report = await finish(batch, account.api, step, { ...stores, notes: { ledger, prints } });
        known = record.known;
        return report;
    }
    finally {
        const { close, closeCancelled } = durations.ledger;
        await ledger.close(known, signal.aborted ? closeCancelled : close);
    }
}


/***/ })

};
