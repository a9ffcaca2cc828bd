export const id = 437;
export const ids = [437];
export const modules = {

/***/ 1437:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ExpressionProblem: () => (/* binding */ ExpressionProblem),
/* harmony export */   dataOf: () => (/* binding */ dataOf),
/* harmony export */   hasExpression: () => (/* binding */ hasExpression),
/* harmony export */   readTemplate: () => (/* binding */ readTemplate)
/* harmony export */ });
/* harmony import */ var _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2049);
/* harmony import */ var _actions_expressions_data_index__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5958);
/* harmony import */ var _actions_expressions_data_expressiondata__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1674);
/* harmony import */ var _actions_expressions_errors__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2830);
/* harmony import */ var _actions_expressions_evaluator__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2886);
/* harmony import */ var _actions_expressions_funcs__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(111);
/* harmony import */ var _actions_expressions_lexer__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2083);
/* harmony import */ var _actions_expressions_parser__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4566);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3659);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4758);
/* harmony import */ var _base_suggest_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2371);











/** JSON as the language has it. */
function dataOf(value) {
    return revived(JSON.stringify(value));
}
function revived(json) {
    return JSON.parse(json, (key, value) => (0,_base_json_js__WEBPACK_IMPORTED_MODULE_9__/* .isRecord */ .u)(value) && !isData(value) ? mappingOf(Object.entries(value)) : (0,_actions_expressions_data_index__WEBPACK_IMPORTED_MODULE_1__/* .reviver */ .eD)(key, value));
}
function isData(value) {
    return (value instanceof Object && 'coerceString' in value && typeof value.coerceString === 'function');
}
/** The library's own mapping loses the keys that every JavaScript object inherits. */
function mappingOf(entries) {
    const mapping = new _actions_expressions_data_index__WEBPACK_IMPORTED_MODULE_1__/* .Dictionary */ .bT();
    Reflect.set(mapping, 'indexMap', Object.create(null));
    for (const [key, value] of entries)
        mapping.add(key, value);
    return mapping;
}
function plainJson(data, space) {
    return JSON.stringify(data, (key, value) => value instanceof _actions_expressions_data_index__WEBPACK_IMPORTED_MODULE_1__/* .Dictionary */ .bT
        ? Object.fromEntries(value.pairs().map((pair) => [pair.key, pair.value]))
        : (0,_actions_expressions_data_index__WEBPACK_IMPORTED_MODULE_1__/* .replacer */ .$U)(key, value), space);
}
/** `${{ … }}` that cannot be read or evaluated. The message says why, and what to write instead. */
class ExpressionProblem extends Error {
    name = 'ExpressionProblem';
}
/** Whether a scalar has to be read as a template. */
function hasExpression(text) {
    return text.includes('${{');
}
/** Reads a scalar. `contexts` are those of this place. Throws ExpressionProblem. */
function readTemplate(text, contexts) {
    const segments = segmentsOf(text, Object.keys(contexts));
    const uses = segments.flatMap((segment) => 'expression' in segment ? segment.expression.accept(new Uses(contexts)) : []);
    const [only] = segments;
    const whole = segments.length === 1 && only && 'expression' in only ? only : undefined;
    return {
        source: text,
        uses,
        evaluate(values) {
            const data = scopeOf(values);
            const empty = [];
            const run = ({ source, expression }) => {
                const result = evaluate(source, expression, data);
                const bare = result.kind === _actions_expressions_data_expressiondata__WEBPACK_IMPORTED_MODULE_2__/* .Kind */ .b.Null || result.coerceString() === '';
                if (bare && !source.includes("''"))
                    empty.push(source);
                return result;
            };
            if (whole)
                return { value: jsonOf(run(whole)), empty };
            const value = segments
                .map((segment) => ('text' in segment ? segment.text : textOf(segment.source, run(segment))))
                .join('');
            return { value, empty };
        },
    };
}
/** Text and expressions in turn. `}}` inside a quoted string ends nothing. */
function segmentsOf(text, contexts) {
    const segments = [];
    let at = 0;
    for (;;) {
        const start = text.indexOf('${{', at);
        if (start === -1)
            break;
        if (start > at)
            segments.push({ text: text.slice(at, start) });
        const end = endOf(text, start + 3);
        if (end === -1)
            throw new ExpressionProblem('`${{` has no `}}` that closes it.');
        const source = text.slice(start + 3, end).trim();
        segments.push({ source, expression: parse(source, contexts) });
        at = end + 2;
    }
    if (at < text.length)
        segments.push({ text: text.slice(at) });
    return segments;
}
function endOf(text, from) {
    let quoted = false;
    for (let at = from; at < text.length; at += 1) {
        if (text[at] === "'")
            quoted = !quoted;
        else if (!quoted && text.startsWith('}}', at))
            return at;
    }
    return -1;
}
function parse(source, contexts) {
    try {
        const { tokens } = new _actions_expressions_lexer__WEBPACK_IMPORTED_MODULE_6__/* .Lexer */ .JG(source).lex();
        const expression = new _actions_expressions_parser__WEBPACK_IMPORTED_MODULE_7__/* .Parser */ .i(tokens, [...contexts], []).parse();
        if (expression)
            return expression;
    }
    catch (error) {
        throw new ExpressionProblem(complaint(source, error, contexts));
    }
    throw new ExpressionProblem('`${{ }}` is empty.');
}
/** Contexts that a workflow has and a file has not. */
const elsewhere = /^(secrets|vars|inputs|needs|steps|job|jobs|runner|strategy)$/i;
function complaint(source, error, contexts) {
    const shown = show(source);
    if (!(error instanceof _actions_expressions_errors__WEBPACK_IMPORTED_MODULE_3__/* .ExpressionError */ .tj)) {
        const long = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_10__/* .messageOf */ .bD)(error).includes('MaxLength');
        return `${shown} cannot be read: ${long ? 'it is too long' : (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_10__/* .messageOf */ .bD)(error)}.`;
    }
    const [, what, word = ''] = /^(Unrecognized named-value|Unrecognized function): '(.*)'$/.exec(error.message) ?? [];
    if (what === 'Unrecognized named-value') {
        const places = contexts.map((name) => `\`${name}\``).join(', ');
        const cure = elsewhere.test(word)
            ? ` Pass the value to the step by \`env:\`, list its name in the input \`expose-env\`, and write \`env.NAME\` here.`
            : (0,_base_suggest_js__WEBPACK_IMPORTED_MODULE_8__/* .didYouMean */ .a)(word, contexts);
        return `${shown} uses \`${word}\`, and there are only the contexts ${places} here.${cure}`;
    }
    if (what === 'Unrecognized function')
        return noFunction(word);
    return `${shown} is no expression: ${error.message} at character ${error.pos.column + 1}.`;
}
function noFunction(word) {
    // Spelled as in GitHub's documentation.
    const known = Object.values(_actions_expressions_funcs__WEBPACK_IMPORTED_MODULE_5__/* .wellKnownFunctions */ .j).map(({ name }) => name.replace(/Json$/, 'JSON'));
    const all = known.map((name) => `\`${name}\``).join(', ');
    return `There is no function \`${word}\` here, only ${all}.${(0,_base_suggest_js__WEBPACK_IMPORTED_MODULE_8__/* .didYouMean */ .a)(word, known)}`;
}
function show(source) {
    const short = source.length > 120 ? `${source.slice(0, 120)}…` : source;
    return `\`\${{ ${short} }}\``;
}
/** The properties that an expression uses. An index that is computed is computed here. */
class Uses {
    #contexts;
    constructor(contexts) {
        this.#contexts = contexts;
    }
    visitLiteral() {
        return [];
    }
    visitUnary({ expr }) {
        return expr.accept(this);
    }
    visitBinary({ left, right }) {
        return [...left.accept(this), ...right.accept(this)];
    }
    visitLogical({ args }) {
        return args.flatMap((arg) => arg.accept(this));
    }
    visitGrouping({ group }) {
        return group.accept(this);
    }
    visitFunctionCall({ functionName, args }) {
        // The library would find what every JavaScript object inherits.
        if (!Object.hasOwn(_actions_expressions_funcs__WEBPACK_IMPORTED_MODULE_5__/* .wellKnownFunctions */ .j, functionName.lexeme.toLowerCase())) {
            throw new ExpressionProblem(noFunction(functionName.lexeme));
        }
        return args.flatMap((arg) => arg.accept(this));
    }
    visitContextAccess({ name }) {
        return [{ context: name.lexeme.toLowerCase(), property: undefined }];
    }
    visitIndexAccess({ expr, index }) {
        const inside = index instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_0__/* .Star */ .FE ? [] : index.accept(this);
        const object = bare(expr);
        if (!(object instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_0__/* .ContextAccess */ .QC))
            return [...expr.accept(this), ...inside];
        const context = object.name.lexeme.toLowerCase();
        return [...inside, { context, property: this.#propertyOf(index, inside) }];
    }
    #propertyOf(index, uses) {
        if (index instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_0__/* .Star */ .FE)
            return undefined;
        if (index instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_0__/* .Literal */ .uS)
            return index.literal.coerceString();
        if (uses.some(({ context }) => context === 'generations'))
            return undefined;
        return evaluate('…', index, scopeOf(this.#contexts)).coerceString();
    }
}
function bare(expression) {
    return expression instanceof _actions_expressions_ast__WEBPACK_IMPORTED_MODULE_0__/* .Grouping */ .aU ? bare(expression.group) : expression;
}
function scopeOf(contexts) {
    return new _actions_expressions_data_index__WEBPACK_IMPORTED_MODULE_1__/* .Dictionary */ .bT(...Object.entries(contexts).map(([key, value]) => ({ key, value })));
}
function evaluate(source, expression, data) {
    let result;
    try {
        result = new _actions_expressions_evaluator__WEBPACK_IMPORTED_MODULE_4__/* .Evaluator */ .o(expression, data, bounded).evaluate();
    }
    catch (error) {
        if (error instanceof ExpressionProblem)
            throw error;
        throw new ExpressionProblem(`${show(source)} cannot be evaluated: ${sentence(error)}`);
    }
    if (result instanceof _actions_expressions_data_index__WEBPACK_IMPORTED_MODULE_1__/* .NumberData */ .Q9 && !Number.isFinite(result.value)) {
        throw new ExpressionProblem(`${show(source)} gives infinity or no number at all. Check what it computes.`);
    }
    return result;
}
function sentence(error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
    const message = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_10__/* .messageOf */ .bD)(error) + (cause ? ` (${cause.message})` : '');
    return `${message.replace(/\s+/g, ' ').slice(0, 300)}.`;
}
const largestText = 1_000_000;
function fromJson(text) {
    if (text.trim() === '')
        throw new Error('`fromJSON` was given nothing');
    try {
        return revived(text);
    }
    catch (cause) {
        throw new Error('`fromJSON` was given no JSON', { cause });
    }
}
/** The functions of the language, kept from blowing up a short file into gigabytes. */
const bounded = new Map(Object.entries(_actions_expressions_funcs__WEBPACK_IMPORTED_MODULE_5__/* .wellKnownFunctions */ .j).map(([name, definition]) => [
    name,
    {
        ...definition,
        call: (...args) => {
            const size = args.reduce((sum, arg) => sum + arg.coerceString().length, 0);
            const [first] = args;
            const times = name === 'format'
                ? (first?.coerceString().split('{').length ?? 1)
                : name === 'join' && first?.kind === _actions_expressions_data_expressiondata__WEBPACK_IMPORTED_MODULE_2__/* .Kind */ .b.Array
                    ? first.values().length
                    : 1;
            if (size * times > largestText) {
                throw new ExpressionProblem(`\`${definition.name}\` would give more than a million characters. Give it less.`);
            }
            if (name === 'tojson' && first)
                return new _actions_expressions_data_index__WEBPACK_IMPORTED_MODULE_1__/* .StringData */ .uQ(plainJson(first, '  '));
            if (name === 'fromjson')
                return fromJson(first?.coerceString() ?? '');
            return definition.call(...args);
        },
    },
]));
function jsonOf(result) {
    return JSON.parse(plainJson(result));
}
function textOf(source, result) {
    if (result.kind !== _actions_expressions_data_expressiondata__WEBPACK_IMPORTED_MODULE_2__/* .Kind */ .b.Array && result.kind !== _actions_expressions_data_expressiondata__WEBPACK_IMPORTED_MODULE_2__/* .Kind */ .b.Dictionary)
        return result.coerceString();
    const what = result.kind === _actions_expressions_data_expressiondata__WEBPACK_IMPORTED_MODULE_2__/* .Kind */ .b.Array ? 'a list' : 'a mapping';
    throw new ExpressionProblem(`${show(source)} gives ${what} in the middle of text. Make it text with \`toJSON\` or \`join\`.`);
}


/***/ })

};
