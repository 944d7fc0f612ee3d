/** Evaluated in the page: its parts that have to be scrolled sideways, or are. */
(() => {
  const scrollers = [
    document.documentElement,
    ...document.querySelectorAll('body, main, nav, section, aside, .span-scroll'),
  ];
  const wide = scrollers.filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0);
  // A text that is cut has an ellipsis; a box that sticks out of the window is a mistake.
  const outside = [...document.querySelectorAll('body *')].filter((part) => {
    const { left, right, width } = part.getBoundingClientRect();
    return width > 1 && part.closest('svg, bdi, .track') === null && (right > innerWidth + 1 || left < -1);
  });
  return [...wide, ...outside].map((part) => `${part.tagName}.${part.className}`);
})();
