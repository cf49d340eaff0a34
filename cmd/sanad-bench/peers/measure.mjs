// Measures what one language toolkit for node takes to find names, dates and
// amounts in the documents of a file.
//
//   node measure.mjs compromise|wink-nlp FILE
//
// FILE holds documents separated by form feeds. The toolkit and its model are
// loaded and the file is read before anything is timed. For each line on
// standard input, which is a number, so many documents are gone through from the
// first on, over again past the last, in this process and on one thread, and a
// line of JSON tells how long that took:
//
//   {"seconds":0.9,"documents":1000,"bytes":990000,"found":7000}
//
// The first line, {"ready":true}, says that loading is done.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [name, file] = process.argv.slice(2)
// The packages stand below the working directory, not beside this file.
const require = createRequire(join(process.cwd(), 'package.json'))

// Each reads a document and returns how many entities it found.
const toolkits = {
  // compromise tags every document in full; topics() is its people, places and
  // organisations. Dates and money are plugins apart and stay out.
  'compromise': () => {
    const nlp = require('compromise')
    return text => nlp(text).topics().out('array').length
  },
  // wink-nlp needs sentences and parts of speech for its entities: dates,
  // amounts, ordinals and the like. Sentiment, negation and custom entities
  // are off.
  'wink-nlp': () => {
    const nlp = require('wink-nlp')(require('wink-eng-lite-web-model'), ['sbd', 'pos', 'ner'])
    return text => nlp.readDoc(text).entities().out().length
  },
}

if (!toolkits[name]) throw new Error(`no toolkit ${name}`)
const read = toolkits[name]()
const documents = readFileSync(file, 'utf8').split('\f')
const sizes = documents.map(text => Buffer.byteLength(text))
read(documents[0])
console.log(JSON.stringify({ ready: true }))

for await (const line of createInterface({ input: process.stdin })) {
  const n = Number(line)
  let bytes = 0, found = 0
  const start = process.hrtime.bigint()
  for (let i = 0; i < n; i++) {
    found += read(documents[i % documents.length])
    bytes += sizes[i % documents.length]
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  console.log(JSON.stringify({ seconds, documents: n, bytes, found }))
}
