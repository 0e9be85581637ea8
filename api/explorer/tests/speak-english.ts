/** What is told is told in English in all tests: as in the page, the messages are fetched before anything is shown. */

import { speak } from "../src/text/messages";

await speak("en");
