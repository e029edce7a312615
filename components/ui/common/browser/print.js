// Paper is white. For as long as the dark theme is printed, light and dark change places in every colour of the page,
// which keeps its hue; what stands in the middle stays about as it is. Pictures keep theirs.
const PAINTED = ['color', 'background-color', 'background-image', 'fill', 'stroke',
  'border-top-color', 'border-right-color', 'border-bottom-color', 'border-left-color'];
// The theme's darkest, of lightness 0.2, becomes the lightest.
const swap = colours => colours.replace(/rgba?\([^)]*\)/g, 'oklch(from $& calc((1 - l) / 0.8) c h / alpha)');
let before = [];

addEventListener('beforeprint', () => {
  const {colorScheme, backgroundColor: ground} = getComputedStyle(document.querySelector('[data-testid=stApp]'));
  if (colorScheme !== 'dark') return;
  // All is read before anything is written: else each element would be measured anew.
  before = [...document.querySelectorAll('html, body, body *')].map(element => {
    const style = getComputedStyle(element);
    return {element, css: element.style.cssText, colours: PAINTED.map(name => style.getPropertyValue(name))};
  });
  for (const {element, colours} of before) {
    colours.forEach((value, at) => {
      if (value.includes('rgb')) element.style.setProperty(PAINTED[at], value === ground ? 'white' : swap(value), 'important');
    });
    // A heatmap is a picture in a chart, with the chart's words on it.
    if (element.matches('svg image')) element.style.filter = 'invert(1) hue-rotate(180deg)';
  }
});
addEventListener('afterprint', () => {
  for (const {element, css} of before) element.style.cssText = css;
  before = [];
});
