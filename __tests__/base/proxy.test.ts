import { proxyFor, type ProxyVariables } from '../../src/base/proxy.ts'

const api = new URL('https://api.creatify.ai/')

test.each<[string, string, ProxyVariables, string | undefined]>([
  ['none', api.href, {}, undefined],
  ['an empty one', api.href, { https_proxy: '' }, undefined],
  ['of https', api.href, { https_proxy: 'http://p:1', http_proxy: 'http://q:1' }, 'http://p:1/'],
  [
    'of http',
    'http://a.test/',
    { https_proxy: 'http://p:1', http_proxy: 'http://q:1' },
    'http://q:1/',
  ],
  ['in capitals', api.href, { HTTPS_PROXY: 'http://p:1' }, 'http://p:1/'],
  [
    'in both: the lower-case one',
    api.href,
    { HTTPS_PROXY: 'http://q:1', https_proxy: 'http://p:1' },
    'http://p:1/',
  ],
  [
    'with user and password',
    api.href,
    { https_proxy: 'http://u:p%40x@p:1' },
    'http://u:p%40x@p:1/',
  ],
  ['localhost', 'https://localhost:99/', { https_proxy: 'http://p:1' }, undefined],
  ['127.0.0.1', 'https://127.0.0.1:99/', { https_proxy: 'nonsense' }, undefined],
  ['[::1]', 'https://[::1]/', { https_proxy: 'http://p:1' }, undefined],
  [
    'no_proxy of the host',
    api.href,
    { https_proxy: 'http://p:1', no_proxy: 'a.b, api.creatify.ai' },
    undefined,
  ],
  [
    'no_proxy of its domain',
    api.href,
    { https_proxy: 'http://p:1', no_proxy: 'creatify.ai' },
    undefined,
  ],
  [
    'no_proxy with a dot',
    api.href,
    { https_proxy: 'http://p:1', NO_PROXY: '.creatify.ai' },
    undefined,
  ],
  [
    'no_proxy with the port',
    api.href,
    { https_proxy: 'http://p:1', no_proxy: 'api.creatify.ai:443' },
    undefined,
  ],
  [
    'no_proxy with another port',
    api.href,
    { https_proxy: 'http://p:1', no_proxy: 'api.creatify.ai:8443' },
    'http://p:1/',
  ],
  ['no_proxy of all', api.href, { https_proxy: 'http://p:1', no_proxy: '*' }, undefined],
  [
    'no_proxy of another',
    api.href,
    { https_proxy: 'http://p:1', no_proxy: 'xcreatify.ai' },
    'http://p:1/',
  ],
])('%s', (_, url, variables, proxy) => {
  expect(proxyFor(new URL(url), variables)?.href).toBe(proxy)
})

test.each([
  ['localhost:3128', 'localhost:3128'],
  ['10.0.0.1:3128', '10.0.0.1:3128'],
  ['socks5://p:1', 'socks5://p:1'],
  ['http://', 'http://'],
  ['user:secret@proxy:3128', '(a URL with a user)'],
])('the proxy %s is an error that names the variable', (value, shown) => {
  expect(() => proxyFor(api, { https_proxy: value })).toThrow(
    `The environment variable \`https_proxy\` is ${shown}. It takes the URL of a proxy`,
  )
})

test('a password with a bare % is an error that does not show it', () => {
  const read = () => proxyFor(api, { HTTPS_PROXY: 'http://user:100%sure@proxy:3128' })
  expect(read).toThrow('The environment variable `HTTPS_PROXY` has a `%` in its user or password')
  expect(read).not.toThrow('sure')
})

test('the advice for a bare % works', () => {
  expect(proxyFor(api, { HTTPS_PROXY: 'http://user:100%25sure@proxy:3128' })).toBeDefined()
})
