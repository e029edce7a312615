// A part of a page can speak up once more when another page has been asked for already: a canvas tells of a stroke a
// moment after it. Streamlit takes that for the wish to go back and to see this part alone, and empties the page.

// In a message to the server: a page's name for it and, where the wish is only for a part of the page, that part's.
const WISH = /\x1a\x20([0-9a-f]{32})(?:\x22\x00)?(\x2a\x20[0-9a-f]{32})?/;
const latin1 = new TextDecoder('latin1');
const send = WebSocket.prototype.send;
let wanted = null; // the page that was asked for last

WebSocket.prototype.send = function (message) {
  const [, page, part] = WISH.exec(typeof message === 'string' ? message : latin1.decode(message)) ?? [];
  if (part && wanted && page !== wanted) return;
  if (page && !part) wanted = page;
  send.call(this, message);
};
