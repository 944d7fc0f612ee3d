/** Makes and changes elements. All text goes in as text: what agents record is never read as HTML. */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * The element of index.html with this id.
 *
 * @param {string} id
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`index.html has no element with the id ${id}`);
  return found;
}

/**
 * Sets the text of an element, and leaves one that has it already alone: a selection in it stays.
 *
 * @param {Element} target
 * @param {string} text
 */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/**
 * @param {Element} target
 * @param {string} name
 * @param {string | undefined} value Without one, the attribute is removed.
 */
export function setAttribute(target, name, value) {
  if (value === undefined) target.removeAttribute(name);
  else if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}

/**
 * Sets a style or a custom property, and leaves one that has the value already alone.
 *
 * @param {HTMLElement} target
 * @param {string} name
 * @param {string} value
 */
export function setStyle(target, name, value) {
  if (target.style.getPropertyValue(name) !== value) target.style.setProperty(name, value);
}

/**
 * Makes these the children of an element, in this order, moving as few as it can: the one with the focus keeps it.
 *
 * @param {Element} parent
 * @param {readonly Element[]} children
 */
export function setChildren(parent, children) {
  const kept = new Set(children);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const child of children) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
}

/**
 * A button that copies a text, or nothing where the browser does not let pages copy.
 *
 * @param {string} what What it copies, for those who do not see where it stands.
 * @param {() => string} textOf
 * @returns {HTMLElement[]}
 */
export function copyButton(what, textOf) {
  if (navigator.clipboard === undefined) return [];
  const button = element('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${what}` }, 'Copy');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  button.addEventListener('click', async () => {
    let result = 'Copied';
    try {
      await navigator.clipboard.writeText(textOf());
    } catch {
      result = 'Not allowed';
    }
    button.textContent = result;
    button.setAttribute('aria-label', result);
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = 'Copy';
      button.setAttribute('aria-label', `Copy ${what}`);
    }, 1500);
  });
  return [button];
}

/**
 * What scrolls: the pane that a list is in, or where that does not, the page.
 *
 * @param {HTMLElement} list
 */
export function scrollerOf(list) {
  const pane = list.parentElement;
  const root = document.documentElement;
  return pane !== null && getComputedStyle(pane).overflowY === 'auto' ? pane : root;
}
