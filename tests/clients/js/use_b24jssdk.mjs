// Uses @bitrix24/b24jssdk as its users do: `node use_b24jssdk.mjs ACTION`, JSON in, JSON out.
import { readFileSync } from 'node:fs'
import { B24Hook, B24OAuth, SdkError } from '@bitrix24/b24jssdk'

const PATIENCE = 60_000

const hookOf = (url) => {
  const b24 = B24Hook.fromWebhookUrl(url)
  b24.offClientSideWarning()
  return b24
}

const call = async (b24, method, params = {}) => {
  const answer = await b24.actions.v2.call.make({ method, params })
  if (!answer.isSuccess) throw new Error(answer.getErrorMessages().join('; '))
  return answer.getData().result
}

const fetched = async (url) => {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${answer.status} for ${url}`)
  return Buffer.from(await answer.arrayBuffer()).toString('base64')
}

const converted = async (b24, id) => {
  const deadline = Date.now() + PATIENCE
  while (Date.now() < deadline) {
    const { document } = await call(b24, 'documentgenerator.document.get', { id })
    if (document.pdfUrlMachine) return document
    await new Promise((resolve) => setTimeout(resolve, 200)) // between two looks
  }
  throw new Error(`document ${id} has no PDF after ${PATIENCE} ms`)
}

// A template uploaded, a document made, its PDF waited for and fetched.
const document = async (given) => {
  const b24 = hookOf(given.webhook_url)
  const { template } = await call(b24, 'documentgenerator.template.add', { fields: given.template })
  const { document: made } = await call(b24, 'documentgenerator.document.add', { templateId: template.id, ...given.document })
  const found = await converted(b24, made.id)
  return { template, made, found, pdf: await fetched(found.pdfUrlMachine) }
}

// Every document, in each way the client has to read a long list.
const listed = async (given) => {
  const b24 = hookOf(given.webhook_url)
  const options = { method: 'documentgenerator.document.list', idKey: 'id', customKeyForResult: 'documents' }
  const first = await b24.actions.v2.call.make({ method: options.method, params: { start: 0 } })
  const whole = await b24.actions.v2.callList.make({ ...options, params: { select: ['id', 'title'] } })
  const pages = []
  for await (const page of b24.actions.v2.fetchList.make(options)) pages.push(page.map((row) => row.id))
  return {
    more: first.isMore(),
    total: first.getTotal(),
    list: whole.getData().map((row) => row.id),
    pages
  }
}

// Batches: named with a reference, a list with a failure in its middle, and more than fifty commands.
const batch = async (given) => {
  const b24 = hookOf(given.webhook_url)
  const add = { templateId: given.template_id, value: 'DEAL_8', values: { ClientName: 'Ann & Bob', Known: true } }
  const chained = await b24.actions.v2.batch.make({
    calls: {
      made: { method: 'documentgenerator.document.add', params: add },
      read: { method: 'documentgenerator.document.get', params: { id: '$result[made][document][id]' } }
    },
    options: { isHaltOnError: true }
  })
  const read = (id) => ['documentgenerator.document.get', { id }]
  const mixed = await b24.actions.v2.batch.make({
    calls: [read(given.document_id), read(999999999), read(given.document_id)],
    options: { isHaltOnError: false, returnAjaxResult: true }
  })
  const many = await b24.actions.v2.batchByChunk.make({
    calls: Array.from({ length: 60 }, () => read(given.document_id)),
    options: { isHaltOnError: true }
  })
  return {
    chained: chained.getData(),
    mixed: mixed.getData().map((answer) => answer.isSuccess),
    mixed_errors: mixed.getErrorMessagesByKey(),
    many: many.getData().length
  }
}

const refusal = async (act) => {
  try {
    const answer = await act()
    const [error] = answer.getErrors()
    return told(error)
  } catch (error) {
    return told(error)
  }
}

const told = (error) => {
  if (!(error instanceof SdkError)) throw error
  return { type: error.constructor.name, status: error.status, code: error.code, text: error.message }
}

// The error of each refusal.
const refusals = async (given) => {
  const b24 = hookOf(given.webhook_url)
  const stranger = hookOf(given.webhook_url.replace(/\/$/, 'x/'))
  const narrow = hookOf(given.narrow_url)
  const make = (of, method, params) => refusal(() => of.actions.v2.call.make({ method, params }))
  return {
    no_id: await make(b24, 'documentgenerator.template.delete', {}),
    not_found: await make(b24, 'documentgenerator.document.get', { id: 999999999 }),
    stranger: await make(stranger, 'documentgenerator.document.list', {}),
    scope: await make(narrow, 'documentgenerator.document.list', {})
  }
}

// A call with a token that has expired: the client renews it by itself and tells about it.
const oauth = async (given) => {
  const b24 = new B24OAuth(given.auth, given.secret)
  b24.offClientSideWarning()
  const renewals = []
  b24.setCallbackRefreshAuth(async ({ authData }) => { renewals.push(authData) })
  const { documents } = await call(b24, 'documentgenerator.document.list')
  await call(b24, 'documentgenerator.document.list')
  const wrong = new B24OAuth(given.auth, { ...given.secret, clientSecret: 'wrong' })
  return {
    documents: documents.map((row) => row.id),
    renewals,
    wrong_secret: await refusal(() => wrong.auth.refreshAuth())
  }
}

const actions = { document, listed, batch, refusals, oauth }
const given = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(await actions[process.argv[2]](given)))
