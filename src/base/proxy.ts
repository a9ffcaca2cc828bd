import { InputError } from './errors.ts'

/** The runner's proxy settings. */
export type ProxyVariables = Readonly<
  Partial<Record<'https_proxy' | 'HTTPS_PROXY' | 'http_proxy' | 'HTTP_PROXY', string>> &
    Partial<Record<'no_proxy' | 'NO_PROXY', string>>
>

/** The proxy settings of an environment. */
export function proxyVariables(env: Readonly<Record<string, string | undefined>>): ProxyVariables {
  const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY']
  return Object.fromEntries(
    names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
  )
}

/**
 * The proxy for requests to `url`, as GitHub's toolkit reads the variables: the lower-case one first, and never for loopback
 * or a host in `no_proxy`. Throws InputError for a proxy that cannot be used.
 */
export function proxyFor(url: URL, variables: ProxyVariables): URL | undefined {
  if (isExempt(url, variables)) return undefined
  const names =
    url.protocol === 'https:'
      ? (['https_proxy', 'HTTPS_PROXY'] as const)
      : (['http_proxy', 'HTTP_PROXY'] as const)
  const name = names.find((each) => variables[each])
  return name && proxyIn(name, variables[name] ?? '')
}

function proxyIn(name: string, value: string): URL {
  const proxy = /^https?:\/\//i.test(value) ? URL.parse(value) : null
  if (!proxy) {
    // It may hold a password.
    const shown = value.includes('@') ? '(a URL with a user)' : value
    throw new InputError(
      `The environment variable \`${name}\` is ${shown}. It takes the URL of a proxy with its scheme, like \`http://proxy.example.com:3128\`.`,
    )
  }
  try {
    decodeURIComponent(proxy.username + proxy.password)
  } catch {
    throw new InputError(
      `The environment variable \`${name}\` has a \`%\` in its user or password that begins no code like \`%40\`. Write such a \`%\` as \`%25\`.`,
    )
  }
  return proxy
}

function isExempt({ hostname, port, protocol }: URL, variables: ProxyVariables): boolean {
  if (/^(localhost$|127\.|\[::1\])/i.test(hostname)) return true
  const host = hostname.toUpperCase()
  const hosts = [host, `${host}:${port || (protocol === 'https:' ? '443' : '80')}`]
  const exempt = (variables.no_proxy || variables.NO_PROXY || '')
    .split(',')
    .map((each) => each.trim().toUpperCase())
    .filter((each) => each !== '')
  return exempt.some((each) => {
    const suffix = each.startsWith('.') ? each : `.${each}`
    return each === '*' || hosts.some((known) => known === each || known.endsWith(suffix))
  })
}
