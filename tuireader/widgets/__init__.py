"""Parts of the screen: lists, editor, prompt, the lines at the foot. They draw and send messages, and hold no rules."""
