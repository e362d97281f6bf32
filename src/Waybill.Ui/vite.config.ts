import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Lays the brotli form of every file that gets smaller by it beside the file. Fonts are compressed already. */
function brotli(folder: string): Plugin {
  function compress(path: string): void {
    for (const name of readdirSync(path)) {
      const file = join(path, name)
      if (statSync(file).isDirectory()) {
        compress(file)
      } else if (/\.(js|css|html|svg|json|txt)$/.test(name)) {
        const plain = readFileSync(file)
        const small = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } })
        if (small.length < plain.length) {
          writeFileSync(`${file}.br`, small)
        }
      }
    }
  }

  return { name: 'brotli', apply: 'build', writeBundle: () => compress(folder) }
}

/** The gateway that `npm run dev` works with. */
const gateway = process.env['WAYBILL_URL'] ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [react(), brotli('dist.new')],
  build: {
    outDir: 'dist.new',
    emptyOutDir: true,
    target: 'es2023',
    // Browsers of the last two years know light-dark() themselves; its older form would need a scheme that is written in the same file.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A font or picture as a data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: {
    port: 5173,
    // The gateway compares Origin with the host that is asked, so the browser's Origin has to become the gateway's.
    proxy: Object.fromEntries(['/api', '/health', '/live', '/docs'].map(path => [path, { target: gateway, changeOrigin: true, ws: path === '/live', headers: { origin: gateway } }])),
  },
})
