import { screenInOtherGroup, unknownWork } from '../../server/refusal/refusals.js';
import { refusals as english } from './english/refusals.js';
import { refusals as german } from './german/refusals.js';
import { refusalText } from './refusalText.js';

const { answer } = unknownWork(9);

it.each([
  [english, 'There is no work 9 here.'],
  [german, 'Ein Werk 9 gibt es hier nicht.'],
])('says what the server refuses in the language of the page', (known, text) => {
  expect(refusalText(answer, known)).toBe(text);
});

it('names what the refusal is about', () => {
  expect(refusalText(screenInOtherGroup('Foyer', 'Stairs').answer, german)).toContain(
    'Foyer ist schon in der Gruppe Stairs',
  );
});

it.each([
  ['does not know', { error: 'out-of-paint', message: 'There is no paint.' }],
  ['knows by other facts', { error: 'unknown-work', message: 'There is no paint.', facts: { number: 9 } }],
  ['could take for its own', { error: 'constructor', message: 'There is no paint.' }],
])('passes on the server’s words for a refusal that the page %s', (_, refusal) => {
  expect(refusalText(refusal, german)).toBe('There is no paint.');
});
