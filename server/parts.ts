/** The opened parts of the server, each by the token it is injected with. `openParts` opens them. */

export const CONFIG = Symbol('Config');
export const LOG = Symbol('Log');
export const WORLD = Symbol('World');
export const STATE = Symbol('State');
export const DESK = Symbol('Desk');
export const FOLLOW = Symbol('Follow');
export const PAINTER = Symbol('Painter');
export const ASSETS = Symbol('Assets');
export const RASTER_STORE = Symbol('RasterStore');
export const OPERATOR_TOKEN = Symbol('OperatorToken');
export const STILL_COMPOSER = Symbol('StillComposer');
export const REDIS = Symbol('Redis');
export const FARM_REPORTS = Symbol('FarmReports');
export const MODEL = Symbol('ModelInfo');
/** Opened by its own module: nothing else needs it. */
export const RELAYER = Symbol('Relayer');
