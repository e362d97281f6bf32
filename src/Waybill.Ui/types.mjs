// Writes src/api/schema.d.ts from the description of the API, docs/openapi.json. `npm run types`; ./test compares.
import { readFileSync, writeFileSync } from 'node:fs'
import openapi, { astToString } from 'openapi-typescript'
import ts from 'typescript'

const number = ts.factory.createKeywordTypeNode(ts.SyntaxKind.NumberKeyword)
const nothing = ts.factory.createLiteralTypeNode(ts.factory.createNull())

const description = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'))
// What is null is left out of an answer, so a member that may be null may also be missing.
for (const schema of Object.values(description.components.schemas)) {
  const mayMiss = name => {
    const member = schema.properties?.[name] ?? {}
    return [member.type].flat().includes('null') || (member.oneOf ?? []).some(one => one.type === 'null')
  }
  schema.required = schema.required?.filter(name => !mayMiss(name))
}

const nodes = await openapi(description, {
  // The API also reads numbers that come as text, and says so; it never writes any.
  transform: schema => (!Array.isArray(schema.type) || !schema.type.includes('string') || !(schema.type.includes('integer') || schema.type.includes('number')))
    ? undefined
    : schema.type.includes('null') ? ts.factory.createUnionTypeNode([number, nothing]) : number,
})
const text = `// Made by npm run types from docs/openapi.json: change the server, not this file.\n${astToString(nodes)}`
const file = new URL('src/api/schema.d.ts', import.meta.url)
if (process.argv[2] === '--check') {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('src/api/schema.d.ts is behind docs/openapi.json: run npm run types in src/Waybill.Ui.')
    process.exit(1)
  }
} else {
  writeFileSync(file, text)
}
