export const id = 743;
export const ids = [743];
export const modules = {

/***/ 2743:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   serveVault: () => (/* binding */ serveVault)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3916);




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
    // Loading takes longer than anything it is asked: it begins at once.
    const toolkit = Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(838), __webpack_require__.e(88), __webpack_require__.e(830), __webpack_require__.e(131)]).then(__webpack_require__.bind(__webpack_require__, 7131));
    let last = Promise.resolve();
    port.on('message', (request) => {
        last = last.then(async () => {
            printed.length = 0;
            try {
                port.postMessage({
                    id: request.id,
                    text: await answer(request, await toolkit, printed),
                });
            }
            catch (error) {
                port.postMessage({ id: request.id, error: (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error) });
            }
        });
    });
}
async function answer(request, { restoreCache, saveCache }, printed) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.creatify-ledger');
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
    // Runners of one user share the file: what was packed may be another's.
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8')) !== text)
        throw new Error('another step wrote the ledger file at the same time');
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


/***/ })

};
