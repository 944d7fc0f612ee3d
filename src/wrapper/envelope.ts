/** Answers wrap a resource in `details`; methods resolve to what is inside. */

export async function detailsOf<Details>(answer: Promise<{ details: Details }>): Promise<Details> {
  return (await answer).details;
}
