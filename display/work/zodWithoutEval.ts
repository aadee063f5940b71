import { z } from 'zod';

// Zod asks at a schema's making whether it may write code at run time. The server's content security policy forbids it,
// and a browser reports even the question. So every page imports this before anything with a schema.
z.config({ jitless: true });
