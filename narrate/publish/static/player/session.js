// The lock screen, headset keys and the browser's media controls (Media Session API).

/** Tell the system what plays.  `actions` has play, pause and seek(seconds); `episode` as in marks.json. */
export function announce(episode, audio, actions, step) {
  const session = navigator.mediaSession;
  if (!session || !globalThis.MediaMetadata) return;
  session.metadata = new MediaMetadata({
    title: episode.title, artist: episode.authors || episode.site, album: episode.show,
    artwork: episode.cover ? [{ src: episode.cover, type: "image/jpeg" }] : [],
  });
  const handlers = {
    play: actions.play, pause: actions.pause,
    seekbackward: (event) => actions.seek(audio.currentTime - (event.seekOffset || step)),
    seekforward: (event) => actions.seek(audio.currentTime + (event.seekOffset || step)),
    seekto: (event) => actions.seek(event.seekTime),
  };
  for (const [action, handler] of Object.entries(handlers)) {
    try { session.setActionHandler(action, handler); } catch { /* an action that this browser does not know */ }
  }
}

export function tellPosition(audio) {
  const { duration, playbackRate, currentTime } = audio;
  if (navigator.mediaSession?.setPositionState && duration > 0 && isFinite(duration)) {
    navigator.mediaSession.setPositionState({ duration, playbackRate, position: Math.min(currentTime, duration) });
  }
}
