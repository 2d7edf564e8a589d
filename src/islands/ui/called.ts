/** Goes to the document whenever an action has answered, so that what shows counts can count again. */
export const CALLED = 'wegmarke:called';
