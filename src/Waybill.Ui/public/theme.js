// Runs before the page is drawn, so that a dark page never flashes light. Its own file: the content security policy runs no script inside the page.
(() => {
  let chosen = null
  try { chosen = localStorage.getItem('waybill-color-scheme') } catch { /* storage is off */ }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
