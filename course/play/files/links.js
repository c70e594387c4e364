import { copy } from "page_parts";

/**
 * Copies a link to the page with a hash, and says so in the element with an id: where others find the page, if that is known.
 * published: the address at which they do, or null.
 */
export function copyLink(hash, published, id) {
  const link = isLocal() && published ? `${published}${hash}` : location.href.replace(/#.*|$/, hash);
  copy(link, id, "The link is copied.", whereItOpens(published));
}

/** Where the link opens to a file of this computer, or to what its own server sends: nobody else can reach these. */
export function whereItOpens(published) {
  if (!isLocal()) return "";
  if (published) return ` It opens at ${published}`;
  const isFile = location.protocol === "file:";
  return ` It opens on this computer only${isFile ? "" : ", while the course's page runs"}.`;
}

function isLocal() {
  return ["127.0.0.1", "localhost", ""].includes(location.hostname);
}
