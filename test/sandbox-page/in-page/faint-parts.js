/** Evaluated in the page: its texts with a contrast below 4.5, and its bars and buttons' edges with one below 3. */
(() => {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

  /** The colour one sees where these are painted over each other. */
  const painted = (colours) => {
    pen.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (part) => {
    const colours = [];
    for (let at = part; at !== null; at = at.parentElement)
      colours.unshift(getComputedStyle(at).backgroundColor);
    return colours;
  };
  const isSeen = (part) => part.checkVisibility() && part.getBoundingClientRect().width > 1;

  const texts = [...document.querySelectorAll('body *')].filter(
    (part) =>
      isSeen(part) &&
      [...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()),
  );
  const faintTexts = texts
    .map((part) => ({
      part,
      value: contrast(painted([...behind(part), getComputedStyle(part).color]), painted(behind(part))),
    }))
    .filter(({ value }) => value < 4.5);
  const faintBars = [...document.querySelectorAll('.bar')]
    .filter((part) => isSeen(part) && getComputedStyle(part).backgroundImage === 'none')
    .map((part) => ({ part, value: contrast(painted(behind(part)), painted(behind(part.parentElement))) }))
    .filter(({ value }) => value < 3);
  return [...faintTexts, ...faintBars].map(
    ({ part, value }) =>
      `${value.toFixed(2)} ${part.tagName}.${part.className} ${part.textContent.slice(0, 40)}`,
  );
})();
