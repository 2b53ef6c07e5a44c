// What a screen reader is told, and how often.
import { expect, test } from 'vitest'
import { createSpeech } from './speech.ts'

function createStage() {
  const spoken: string[] = []
  let waiting: { work: () => void; wait: number } | undefined
  const speech = createSpeech(
    (message) => spoken.push(message),
    (work, wait) => {
      waiting = { work, wait }
      return () => (waiting = undefined)
    },
  )
  const pass = () => {
    const due = waiting
    waiting = undefined
    due?.work()
    return due?.wait
  }
  return { speech, spoken, pass }
}

test('the first message is spoken at once, the next after a second', () => {
  const { speech, spoken, pass } = createStage()
  speech.say('one', 'message')
  speech.say('two', 'message')
  expect(spoken).toEqual(['one'])
  expect(pass()).toBe(1_000)
  expect(spoken).toEqual(['one', 'two'])
})

test('of each kind the latest wins, and an answer to the person comes first', () => {
  const { speech, spoken, pass } = createStage()
  speech.say('start', 'message')
  speech.say('2 rows', 'range')
  speech.say('Ben changed this cell', 'remote')
  speech.say('3 rows', 'range')
  speech.say('12 pasted', 'message')
  while (pass() !== undefined);
  expect(spoken).toEqual(['start', '12 pasted', 'Ben changed this cell', '3 rows'])
})

test('after a silence of a second the next is spoken at once, and after closing nothing is', () => {
  const { speech, spoken, pass } = createStage()
  speech.say('one', 'message')
  pass()
  speech.say('two', 'message')
  expect(spoken).toEqual(['one', 'two'])
  speech.say('three', 'message')
  speech.close()
  pass()
  expect(spoken).toEqual(['one', 'two'])
})
