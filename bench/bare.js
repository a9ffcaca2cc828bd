// The least that Node can do: the action's first request and nothing else. Plain JavaScript, because
// stripping types would make it slower.
const { API_URL = '', API_ID = '', API_KEY = '' } = process.env
const response = await fetch(`${API_URL}/api/remaining_credits/`, {
  headers: { 'X-API-ID': API_ID, 'X-API-KEY': API_KEY },
})
await response.json()
