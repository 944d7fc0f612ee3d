/**
 * The page of the sandbox: listens to what agents record and shows it. What happens between two frames is drawn in one,
 * however much it is.
 */

/** @import { Run } from './recorded.js' */

import { readAddress, writeAddress } from './address.js';
import { listen } from './connection.js';
import { byId, copyButton, element, setAttribute, setText } from './elements.js';
import { isRunning, Recorded } from './recorded.js';
import { RunHead } from './run-head.js';
import { nameOf, RunList } from './run-list.js';
import { SpanDetails } from './span-details.js';
import { SpanTree } from './span-tree.js';

const connection = byId('connection');
const empty = byId('empty');
const panes = byId('panes');
const stillWanted = matchMedia('(prefers-reduced-motion: reduce)');

const recorded = new Recorded();
const runList = new RunList({ redraw, onFollow: followNewest });
const runHead = new RunHead();
const spanTree = new SpanTree({
  onChoose: chooseSpan,
  onOpen: () => details.focus(),
  onLeave: leaveDetails,
  redraw,
});
const details = new SpanDetails({
  onClose: leaveDetails,
  onShow: (id) => {
    chooseSpan(id);
    spanTree.reveal();
  },
});

let choice = readAddress();
/** Whether the first snapshot has come. */
let isKnown = false;
/** Whether the chosen run has been here, and can therefore be gone. */
let wasThere = false;
/** A frame that is asked for. */
let frame = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let tick;

/** Draws at the next frame. */
function redraw() {
  if (frame === 0) frame = requestAnimationFrame(draw);
}

function draw() {
  cancelAnimationFrame(frame);
  frame = 0;
  if (!isKnown) return;
  const now = Date.now();
  const runs = recorded.newestFirst();
  const run = shownRun();
  wasThere ||= run !== undefined && choice.run !== undefined;
  const isEmpty = runs.length === 0;
  empty.hidden = !isEmpty;
  panes.hidden = isEmpty;
  setText(document.querySelector('title') ?? empty, titleOf(run));
  if (isEmpty) return;
  runList.update(runs, run?.instance.id, choice.run === undefined, now);
  if (run !== undefined) runHead.update(run, now);
  else if (choice.run !== undefined) runHead.showMissing(choice.run);
  const span = choice.span === undefined ? undefined : run?.spans.records.get(choice.span);
  setAttribute(panes, 'data-details', span && 'shown');
  details.update(span, run, now);
  spanTree.update(run, span && choice.span, now);
  scheduleTick(runs);
}

/** Keeps the durations of running runs and spans up to date. */
function scheduleTick(/** @type {readonly Run[]} */ runs) {
  clearTimeout(tick);
  if (runs.some(isRunning)) tick = setTimeout(redraw, stillWanted.matches ? 1000 : 200);
}

/** The run that was chosen, or the newest while none was. */
function shownRun() {
  return choice.run === undefined ? recorded.newestFirst()[0] : recorded.run(choice.run);
}

/** @param {Run | undefined} run */
function titleOf(run) {
  return run === undefined
    ? 'Prefactor sandbox'
    : `${nameOf(run)} (${run.instance.status}) – Prefactor sandbox`;
}

/**
 * Choosing a span chooses its run as well: a newer one must not come between it and its reader.
 *
 * @param {string} id
 */
function chooseSpan(id) {
  const run = shownRun();
  if (run === undefined) return;
  choice = { run: run.instance.id, span: id };
  spanTree.openAbove(run, id);
  writeAddress(choice);
  draw();
}

function leaveDetails() {
  if (choice.span === undefined) return;
  choice = { ...choice, span: undefined };
  writeAddress(choice);
  draw();
  spanTree.focus();
}

function followNewest() {
  history.pushState(null, '', location.pathname + location.search);
  readChoice();
}

addEventListener('hashchange', readChoice);
addEventListener('popstate', readChoice);

function readChoice() {
  choice = readAddress();
  wasThere = false;
  draw();
  const run = shownRun();
  if (run === undefined || choice.span === undefined) return;
  spanTree.openAbove(run, choice.span);
  draw();
  spanTree.reveal();
}

const here = new URL('.', location.href).href.replace(/\/$/, '');
setText(byId('here'), here);
const setUrl = `PREFACTOR_API_URL=${here}`;
byId('variables').append(
  element(
    'span',
    { class: 'variable' },
    element('span', {}, setUrl),
    ' ',
    ...copyButton('the first variable', () => setUrl),
  ),
  element('span', { class: 'variable' }, 'PREFACTOR_API_TOKEN=', element('i', {}, 'the token')),
);

listen('events', {
  onSnapshot(instances, spans) {
    const isFirst = !isKnown;
    isKnown = true;
    recorded.replace(instances, spans);
    // A run that was chosen and is gone (the sandbox was reset) is a choice no more. One that never was here is still
    // waited for: the address may come from somebody else.
    if (wasThere && shownRun() === undefined) {
      choice = { run: undefined, span: undefined };
      wasThere = false;
      writeAddress(choice);
    }
    redraw();
    if (isFirst) requestAnimationFrame(() => spanTree.reveal());
  },
  onInstance(instance) {
    recorded.putInstance(instance);
    redraw();
  },
  onSpan(span) {
    recorded.putSpan(span);
    redraw();
  },
  onState(state) {
    const words = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…' };
    setText(connection, words[state]);
    setAttribute(connection, 'data-state', state);
  },
});
