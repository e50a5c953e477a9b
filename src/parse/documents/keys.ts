/** A key that a document of ours may have: a word, or the id of a check; sticky. */
export const keyAt: RegExp = /"([A-Za-z_][\w-]{0,40}|(?:C\.)?\d{1,3}(?:\.\d{1,3}){1,4})"\s*:/y

/** The id of a check as a key of docker-bench-security's flat JSON. */
export const flatId: RegExp = /^(?:C\.)?\d{1,3}(?:\.\d{1,3}){1,4}$/
