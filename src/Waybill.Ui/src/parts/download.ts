/** Gives an answer to the browser as a file, by the name the gateway gave it, else by the one given here. */
export async function save(answer: Response, name: string): Promise<void> {
  const said = /filename\*=UTF-8''([^;]+)|filename="?([^";]+)"?/i.exec(answer.headers.get('Content-Disposition') ?? '')
  saveBlob(await answer.blob(), said?.[1] ? decodeURIComponent(said[1]) : said?.[2] ?? name)
}

export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
