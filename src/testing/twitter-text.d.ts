/** The parts of twitter-text 3.1.0 that tests compare with; the package ships no types. */
declare module 'twitter-text' {
  type Entity = { readonly indices: readonly [number, number] };
  const twitterText: {
    parseTweet(text: string): { readonly weightedLength: number; readonly valid: boolean };
    extractUrlsWithIndices(text: string): readonly (Entity & { readonly url: string })[];
    extractHashtags(text: string): readonly string[];
    extractCashtags(text: string): readonly string[];
  };
  export default twitterText;
}
