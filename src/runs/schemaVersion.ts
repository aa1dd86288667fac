/** Version of what files in run folders mean; stands in every one of them as `schema`. */
export const schemaVersion = 1;
