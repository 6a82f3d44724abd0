/*
 * StatHat's embeds, drawn by the Statnest that this file comes from:
 *
 *   <script src="https://HOST/javascripts/embed.js"></script>
 *   <script>StatHatEmbed.render({s1: 'ID', w: 760, h: 235});</script>
 *
 * s1, s2, s3: ids of public stats; w, h: pixels; tf: hour, half, day, week, month or year, with _compare or without;
 * style: fill, fill_bar, mini or spark; kind: graph, histogram, data, table or text; title.
 * Beyond StatHat's: theme, light or dark, else that of the page; into, an element or its selector, for scripts that
 * run when the page is there.
 */
(function (window, document) {
  'use strict';

  var FILE = /\/javascripts\/embed\.js(?:[?#].*)?$/;
  var own = ownScript();
  if (own === null) return;
  var base = own.src.replace(FILE, '');

  // While an asynchronous script runs, the last one of the page need not be ours: it is known by its address.
  function ownScript() {
    var running = document.currentScript;
    if (running && FILE.test(running.src)) return running;
    var all = document.getElementsByTagName('script');
    for (var i = all.length - 1; i >= 0; i--) if (FILE.test(all[i].src)) return all[i];
    return null;
  }

  function text(value) {
    return value === undefined || value === null ? '' : String(value);
  }

  function render(options) {
    var asked = options || {};
    var kind = text(asked.kind) || 'graph';
    var stats = [text(asked.s1), text(asked.s2), text(asked.s3)].filter(Boolean);
    var look = [text(asked.w), text(asked.h), text(asked.tf) || 'week_compare', text(asked.style)];
    var div = document.createElement('div');
    div.id = 'statd_embed_' + kind + '_' + [stats[0], stats[1], stats[2]].concat(look).join('_');
    div.style.display = 'none';
    div.className = 'statnest-embed';
    if (stats.length === 0) return;
    place(div, asked.into, function () {
      var query = '?w=' + encodeURIComponent(look[0]) + '&h=' + encodeURIComponent(look[1]);
      query += '&tf=' + encodeURIComponent(look[2]);
      if (look[3] !== '') query += '&style=' + encodeURIComponent(look[3]);
      if (text(asked.title) !== '') query += '&title=' + encodeURIComponent(text(asked.title));
      if ((asked.theme || themeAt(div)) === 'dark') query += '&theme=dark';
      var script = document.createElement('script');
      script.src = base + '/embed/' + [kind].concat(stats).map(encodeURIComponent).join('/') + query;
      script.async = true;
      (document.head || document.documentElement).appendChild(script);
    });
  }

  /* Puts the div into what was named, or else behind the script that runs, and goes on when it is there. */
  function place(div, into, then) {
    var box = typeof into === 'string' ? document.querySelector(into) : into;
    var script = document.currentScript;
    if (script === undefined) script = lastScript();
    if (box && box.appendChild) {
      box.appendChild(div);
      then();
    } else if (document.body && document.body.contains(script || own)) {
      putBehind(script || own, div);
      then();
    } else if (document.body) {
      document.body.appendChild(div);
      then();
    } else {
      document.addEventListener('DOMContentLoaded', function () {
        place(div, document.body, then);
      });
    }
  }

  // Browsers that do not tell which script runs: while the page is read it is the last.
  function lastScript() {
    var all = document.getElementsByTagName('script');
    return document.readyState === 'loading' ? all[all.length - 1] : own;
  }

  // Behind those that the same script asked for before, so that they stand in the order of its calls.
  function putBehind(script, div) {
    var next = script.nextSibling;
    while (next && next.className === div.className) next = next.nextSibling;
    script.parentNode.insertBefore(div, next);
  }

  /* Dark where the page is dark behind the div. */
  function themeAt(div) {
    for (var at = div.parentNode; at && at.nodeType === 1; at = at.parentNode) {
      var colour = window.getComputedStyle(at).backgroundColor;
      if (isOpaque(colour)) return isDark(colour) ? 'dark' : 'light';
    }
    div.style.backgroundColor = 'Canvas';
    var canvas = window.getComputedStyle(div).backgroundColor;
    div.style.backgroundColor = '';
    return isOpaque(canvas) && isDark(canvas) ? 'dark' : 'light';
  }

  function parts(colour) {
    return (/^rgba?\(([^)]*)\)$/.exec(colour) || ['', ''])[1].split(/[\s,/]+/).map(Number);
  }

  function isOpaque(colour) {
    var rgba = parts(colour);
    return rgba.length >= 3 && (rgba.length === 3 || rgba[3] >= 0.5);
  }

  function isDark(colour) {
    var rgb = parts(colour);
    return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2] < 128;
  }

  window.StatHatEmbed = { render: render };
})(window, document);
