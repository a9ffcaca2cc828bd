import {
  ContextAccess,
  Grouping,
  Literal,
  Star,
  type Binary,
  type Expr,
  type ExprVisitor,
  type FunctionCall,
  type IndexAccess,
  type Logical,
  type Unary,
} from '@actions/expressions/ast'
import { wellKnownFunctions } from '@actions/expressions/funcs'
import { evaluate, type Contexts } from './expression-evaluate.ts'
import { ExpressionProblem, unknownFunction } from './expression-syntax.ts'

/** A property of a context that an expression uses. */
export interface Use {
  readonly context: string
  /** Undefined: the whole context, or a property that is not known before other generations are done. */
  readonly property: string | undefined
}

/** The properties that an expression uses. An index that is computed is computed here. Throws ExpressionProblem. */
export function usesOf(expression: Expr, contexts: Contexts): readonly Use[] {
  return expression.accept(new UseFinder(contexts))
}

class UseFinder implements ExprVisitor<readonly Use[]> {
  readonly #contexts: Contexts

  constructor(contexts: Contexts) {
    this.#contexts = contexts
  }

  visitLiteral(): readonly Use[] {
    return []
  }

  visitUnary({ expr }: Unary): readonly Use[] {
    return expr.accept(this)
  }

  visitBinary({ left, right }: Binary): readonly Use[] {
    return [...left.accept(this), ...right.accept(this)]
  }

  visitLogical({ args }: Logical): readonly Use[] {
    return args.flatMap((arg) => arg.accept(this))
  }

  visitGrouping({ group }: Grouping): readonly Use[] {
    return group.accept(this)
  }

  visitFunctionCall({ functionName, args }: FunctionCall): readonly Use[] {
    // The library would find what every JavaScript object inherits.
    if (!Object.hasOwn(wellKnownFunctions, functionName.lexeme.toLowerCase())) {
      throw new ExpressionProblem(unknownFunction(functionName.lexeme))
    }
    return args.flatMap((arg) => arg.accept(this))
  }

  visitContextAccess({ name }: ContextAccess): readonly Use[] {
    return [{ context: name.lexeme.toLowerCase(), property: undefined }]
  }

  visitIndexAccess({ expr, index }: IndexAccess): readonly Use[] {
    const inside = index instanceof Star ? [] : index.accept<readonly Use[]>(this)
    const object = withoutParentheses(expr)
    if (!(object instanceof ContextAccess)) return [...expr.accept(this), ...inside]
    const context = object.name.lexeme.toLowerCase()
    return [...inside, { context, property: this.#propertyOf(index, inside) }]
  }

  #propertyOf(index: Expr, uses: readonly Use[]): string | undefined {
    if (index instanceof Star) return undefined
    if (index instanceof Literal) return index.literal.coerceString()
    if (uses.some(({ context }) => context === 'generations')) return undefined
    return evaluate('…', index, this.#contexts).coerceString()
  }
}

function withoutParentheses(expression: Expr): Expr {
  return expression instanceof Grouping ? withoutParentheses(expression.group) : expression
}
