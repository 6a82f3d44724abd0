/*
 * StatHat's queue: counts and values from a web page, sent to the Statnest that this file comes from.
 *
 *   <script>
 *     var _StatHat = _StatHat || [];
 *     _StatHat.push(['_setUser', 'USER KEY']);
 *     _StatHat.push(['_trackCount', 'STAT KEY', 1]);
 *     _StatHat.push(['_trackValue', 'STAT KEY', 0.375]);
 *   </script>
 *   <script async src="https://HOST/javascripts/api.js"></script>
 *
 * What is pushed before this file is there is sent when it comes, what is tracked before a user is set when one is.
 */
(function (window, document) {
  'use strict';

  var FILE = /\/javascripts\/api\.js(?:[?#].*)?$/;
  var queue = window._StatHat;
  if (queue && queue.statnest) return;
  var own = ownScript();
  if (own === null) return;
  var base = own.src.replace(FILE, '');
  var user = null;
  var untilUser = [];
  var loading = [];

  // While an asynchronous script runs, the last one of the page need not be ours: it is known by its address.
  function ownScript() {
    var running = document.currentScript;
    if (running && FILE.test(running.src)) return running;
    var all = document.getElementsByTagName('script');
    for (var i = all.length - 1; i >= 0; i--) if (FILE.test(all[i].src)) return all[i];
    return null;
  }

  /* Whatever is pushed, the page goes on. */
  function take(call) {
    try {
      if (call[0] === '_setUser') setUser(call[1]);
      if (call[0] === '_trackCount') track('/c', 'count', call[1], call[2] === undefined ? 1 : call[2]);
      if (call[0] === '_trackValue') track('/v', 'value', call[1], call[2]);
    } catch (_) {}
  }

  function setUser(key) {
    user = String(key);
    untilUser.splice(0).forEach(send);
  }

  function track(path, field, key, amount) {
    var number = amount === null || amount === '' ? NaN : Number(amount);
    if (!isFinite(number)) return;
    var point = { path: path, rest: '&key=' + encodeURIComponent(key) + '&' + field + '=' + encodeURIComponent(number) };
    if (user === null) untilUser.push(point);
    else send(point);
  }

  // A beacon outlives the page that sent it, and asks no permission of the other host first. A browser that has no
  // beacons, or too many under way, loads a picture instead.
  function send(point) {
    var form = 'ukey=' + encodeURIComponent(user) + point.rest;
    if (!beacon(base + point.path, form)) picture(base + point.path + '?' + form);
  }

  function beacon(address, form) {
    try {
      return navigator.sendBeacon(address, new Blob([form], { type: 'application/x-www-form-urlencoded' }));
    } catch (_) {
      return false;
    }
  }

  // One that nothing holds may be thrown away before it is asked for.
  function picture(address) {
    var image = new Image(1, 1);
    image.onload = image.onerror = function () {
      loading.splice(loading.indexOf(image), 1);
    };
    loading.push(image);
    image.src = address;
  }

  if (!queue || typeof queue.length !== 'number') queue = window._StatHat = [];
  queue.statnest = true;
  queue.push = function () {
    for (var i = 0; i < arguments.length; i++) take(arguments[i]);
    return queue.length;
  };
  Array.prototype.splice.call(queue, 0, queue.length).forEach(take);
})(window, document);
