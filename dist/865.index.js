export const id = 865;
export const ids = [865];
export const modules = {

/***/ 5865:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  dataOf: () => (/* binding */ dataOf),
  hasExpression: () => (/* binding */ hasExpression),
  mappingDataOf: () => (/* binding */ mappingDataOf),
  readTemplate: () => (/* binding */ readTemplate)
});

// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/data/expressiondata.js
var expressiondata = __webpack_require__(1674);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/data/index.js
var dist_data = __webpack_require__(5958);
// EXTERNAL MODULE: ./src/base/json.ts
var json = __webpack_require__(3659);
// EXTERNAL MODULE: ./src/documents/spelled-scalar.ts
var spelled_scalar = __webpack_require__(2214);
;// CONCATENATED MODULE: ./src/documents/expression-data.ts




/** JSON, in which scalars may know how they are spelled, as the language has it. */
function dataFrom(value) {
    if (value instanceof spelled_scalar/* SpelledScalar */._) {
        return Object.assign(dataFrom(value.value), { source: value.source });
    }
    if (Array.isArray(value)) {
        const list = new dist_data/* Array */.O3();
        for (const each of value)
            list.add(dataFrom(each));
        return list;
    }
    if ((0,json/* isRecord */.u4)(value)) {
        return mappingOf(Object.entries(value).map(([key, each]) => [key, dataFrom(each)]));
    }
    if (typeof value === 'string')
        return new dist_data/* StringData */.uQ(value);
    if (typeof value === 'number')
        return new dist_data/* NumberData */.Q9(value);
    return typeof value === 'boolean' ? new dist_data/* BooleanData */.bo(value) : new dist_data/* Null */.Uv();
}
/** A mapping of the language. Of keys that differ in case only, the first counts. */
function mappingOf(entries) {
    const mapping = new dist_data/* Dictionary */.bT();
    // The library's own loses the keys that every JavaScript object inherits.
    Reflect.set(mapping, 'indexMap', Object.create(null));
    for (const [key, value] of entries)
        mapping.add(key, value);
    return mapping;
}
/** A value of the language as JSON. */
function jsonFromData(data, space) {
    return JSON.stringify(data, (key, value) => value instanceof dist_data/* Dictionary */.bT
        ? Object.fromEntries(value.pairs().map((pair) => [pair.key, pair.value]))
        : (0,dist_data/* replacer */.$U)(key, value), space);
}
/** How a scalar of the data is spelled in the file, where its value does not tell: the first such. */
function spellingIn(data) {
    if (data.kind === expressiondata/* Kind */.b.Array || data.kind === expressiondata/* Kind */.b.Dictionary) {
        for (const each of data.values()) {
            const source = spellingIn(each);
            if (source !== undefined)
                return source;
        }
        return undefined;
    }
    return 'source' in data && typeof data.source === 'string' ? data.source : undefined;
}

// EXTERNAL MODULE: ./src/base/text.ts
var base_text = __webpack_require__(766);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/evaluator.js + 2 modules
var evaluator = __webpack_require__(2886);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/funcs.js + 8 modules
var funcs = __webpack_require__(111);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/errors.js
var dist_errors = __webpack_require__(449);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/lexer.js
var lexer = __webpack_require__(2083);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/parser.js
var parser = __webpack_require__(4566);
// EXTERNAL MODULE: ./src/base/suggest.ts
var suggest = __webpack_require__(2371);
;// CONCATENATED MODULE: ./src/documents/expression-syntax.ts







/** `${{ … }}` that cannot be read or evaluated. The message says why, and what to write instead. */
class ExpressionProblem extends Error {
    name = 'ExpressionProblem';
}
/** Text and expressions in turn. `}}` inside a quoted string ends nothing. Throws ExpressionProblem. */
function segmentsOf(text, contexts) {
    const segments = [];
    let at = 0;
    for (;;) {
        const start = text.indexOf('${{', at);
        if (start === -1)
            break;
        if (start > at)
            segments.push({ text: text.slice(at, start) });
        const end = closingBraces(text, start + 3);
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
function closingBraces(text, from) {
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
        const { tokens } = new lexer/* Lexer */.JG(source).lex();
        const expression = new parser/* Parser */.i(tokens, [...contexts], []).parse();
        if (expression)
            return expression;
    }
    catch (error) {
        throw new ExpressionProblem(explainSyntax(source, error, contexts));
    }
    throw new ExpressionProblem('`${{ }}` is empty.');
}
/** Contexts that a workflow has and a file has not. */
const elsewhere = /^(secrets|vars|inputs|needs|steps|job|jobs|runner|strategy)$/i;
function explainSyntax(source, error, contexts) {
    const shown = showExpression(source);
    if (!(error instanceof dist_errors/* ExpressionError */.tj)) {
        const long = (0,errors/* messageOf */.bD)(error).includes('MaxLength');
        return `${shown} cannot be read: ${long ? 'it is too long' : (0,errors/* messageOf */.bD)(error)}.`;
    }
    const [, what, word = ''] = /^(Unrecognized named-value|Unrecognized function): '(.*)'$/.exec(error.message) ?? [];
    if (what === 'Unrecognized named-value') {
        const places = contexts.map((name) => `\`${name}\``).join(', ');
        const fix = elsewhere.test(word)
            ? ` Pass the value to the step by \`env:\`, list its name in the input \`expose-env\`, and write \`env.NAME\` here.`
            : (0,suggest/* didYouMean */.a)(word, contexts);
        return `${shown} uses \`${word}\`, and there are only the contexts ${places} here.${fix}`;
    }
    if (what === 'Unrecognized function')
        return unknownFunction(word);
    return `${shown} is no expression: ${error.message} at character ${error.pos.column + 1}.`;
}
/** What is said of a function that the language does not have. */
function unknownFunction(word) {
    // Spelled as in GitHub's documentation.
    const known = Object.values(funcs/* wellKnownFunctions */.j).map(({ name }) => name.replace(/Json$/, 'JSON'));
    const all = known.map((name) => `\`${name}\``).join(', ');
    return `There is no function \`${word}\` here, only ${all}.${(0,suggest/* didYouMean */.a)(word, known)}`;
}
/** An expression as written, for messages. */
function showExpression(source) {
    return `\`\${{ ${(0,base_text/* truncate */.xv)(source, 120)} }}\``;
}

;// CONCATENATED MODULE: ./src/documents/expression-evaluate.ts








/** The value of an expression. `source` is what stands between the braces. Throws ExpressionProblem. */
function evaluate(source, expression, contexts) {
    const data = mappingOf(Object.entries(contexts));
    let result;
    try {
        result = new evaluator/* Evaluator */.o(expression, data, bounded).evaluate();
    }
    catch (error) {
        if (error instanceof ExpressionProblem)
            throw error;
        throw new ExpressionProblem(`${showExpression(source)} cannot be evaluated: ${explainFailure(error)}`);
    }
    if (result instanceof dist_data/* NumberData */.Q9 && !Number.isFinite(result.value)) {
        throw new ExpressionProblem(`${showExpression(source)} gives infinity or no number at all. Check what it computes.`);
    }
    return result;
}
function explainFailure(error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
    const message = (0,errors/* messageOf */.bD)(error) + (cause ? ` (${cause.message})` : '');
    return `${(0,base_text/* truncate */.xv)(message.replace(/\s+/g, ' '), 300)}.`;
}
const longestResult = 1_000_000;
function fromJson(text) {
    if (text.trim() === '')
        throw new Error('`fromJSON` was given nothing');
    try {
        return dataFrom(JSON.parse(text));
    }
    catch (cause) {
        throw new Error('`fromJSON` was given no JSON', { cause });
    }
}
/** Functions whose arguments become text. */
const makesText = new Set(['format', 'join', 'tojson']);
/** Throws where a scalar becomes text that is not spelled as in the file. */
function refuseSpelled(data) {
    const source = spellingIn(data);
    if (source === undefined)
        return;
    throw new ExpressionProblem(`${source} is not text for YAML and would be changed here. Quote it where it stands: "${source}".`);
}
/** The functions of the language, kept from blowing up a short file into gigabytes. */
const bounded = new Map(Object.entries(funcs/* wellKnownFunctions */.j).map(([name, definition]) => [
    name,
    {
        ...definition,
        call: (...args) => {
            const size = args.reduce((sum, arg) => sum + arg.coerceString().length, 0);
            const [first] = args;
            const times = name === 'format'
                ? (first?.coerceString().split('{').length ?? 1)
                : name === 'join' && first?.kind === expressiondata/* Kind */.b.Array
                    ? first.values().length
                    : 1;
            if (size * times > longestResult) {
                throw new ExpressionProblem(`\`${definition.name}\` would give more than a million characters. Give it less.`);
            }
            if (makesText.has(name))
                for (const arg of args)
                    refuseSpelled(arg);
            if (name === 'tojson' && first)
                return new dist_data/* StringData */.uQ(jsonFromData(first, '  '));
            if (name === 'fromjson')
                return fromJson(first?.coerceString() ?? '');
            return definition.call(...args);
        },
    },
]));

// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/ast.js
var ast = __webpack_require__(2049);
;// CONCATENATED MODULE: ./src/documents/expression-uses.ts




/** The properties that an expression uses. An index that is computed is computed here. Throws ExpressionProblem. */
function usesOf(expression, contexts) {
    return expression.accept(new UseFinder(contexts));
}
class UseFinder {
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
        if (!Object.hasOwn(funcs/* wellKnownFunctions */.j, functionName.lexeme.toLowerCase())) {
            throw new ExpressionProblem(unknownFunction(functionName.lexeme));
        }
        return args.flatMap((arg) => arg.accept(this));
    }
    visitContextAccess({ name }) {
        return [{ context: name.lexeme.toLowerCase(), property: undefined }];
    }
    visitIndexAccess({ expr, index }) {
        const inside = index instanceof ast/* Star */.FE ? [] : index.accept(this);
        const object = withoutParentheses(expr);
        if (!(object instanceof ast/* ContextAccess */.QC))
            return [...expr.accept(this), ...inside];
        const context = object.name.lexeme.toLowerCase();
        return [...inside, { context, property: this.#propertyOf(index, inside) }];
    }
    #propertyOf(index, uses) {
        if (index instanceof ast/* Star */.FE)
            return undefined;
        if (index instanceof ast/* Literal */.uS)
            return index.literal.coerceString();
        if (uses.some(({ context }) => context === 'generations'))
            return undefined;
        return evaluate('…', index, this.#contexts).coerceString();
    }
}
function withoutParentheses(expression) {
    return expression instanceof ast/* Grouping */.aU ? withoutParentheses(expression.group) : expression;
}

;// CONCATENATED MODULE: ./src/documents/expressions.ts





/** Whether a scalar has to be read as a template. */
function hasExpression(text) {
    return text.includes('${{');
}
/** JSON, in which there may be a `SpelledScalar`, as the language has it. */
function dataOf(value) {
    return dataFrom(value);
}
/** A mapping of data. */
function mappingDataOf(values) {
    return mappingOf(Object.entries(values));
}
/** Reads a scalar. `contexts` are those of this place. Throws ExpressionProblem. */
function readTemplate(text, contexts) {
    const segments = segmentsOf(text, Object.keys(contexts));
    const uses = segments.flatMap((segment) => 'expression' in segment ? usesOf(segment.expression, contexts) : []);
    const [only] = segments;
    const whole = segments.length === 1 && only && 'expression' in only ? only : undefined;
    return {
        source: text,
        uses,
        evaluate(values) {
            const empty = [];
            const run = ({ source, expression }) => {
                const result = evaluate(source, expression, values);
                const isEmpty = result.kind === expressiondata/* Kind */.b.Null || result.coerceString() === '';
                if (isEmpty && !source.includes("''"))
                    empty.push(source);
                return result;
            };
            if (whole) {
                const result = run(whole);
                const value = JSON.parse(jsonFromData(result));
                const isScalar = result.kind === expressiondata/* Kind */.b.Number || result.kind === expressiondata/* Kind */.b.Boolean;
                return { value, empty, spelling: isScalar ? spellingIn(result) : undefined };
            }
            const value = segments
                .map((segment) => 'text' in segment ? segment.text : coerceToText(segment.source, run(segment)))
                .join('');
            return { value, empty };
        },
    };
}
function coerceToText(source, result) {
    if (result.kind !== expressiondata/* Kind */.b.Array && result.kind !== expressiondata/* Kind */.b.Dictionary) {
        refuseSpelled(result);
        return result.coerceString();
    }
    const what = result.kind === expressiondata/* Kind */.b.Array ? 'a list' : 'a mapping';
    throw new ExpressionProblem(`${showExpression(source)} gives ${what} in the middle of text. Make it text with \`toJSON\` or \`join\`.`);
}


/***/ })

};
