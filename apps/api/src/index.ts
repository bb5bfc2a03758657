export { API_PARTS, type ApiParts, type ApiSecrets } from './api-parts.js';
export { ApiProcess } from './api-process.js';
export { apiDataSource, systemSql } from './access/behalf.js';
export { createApi, BODY_LIMIT, type Api } from './create-api.js';
export { RouteTable, type Route } from './access/route-table.js';
export { OpenApi, type OpenApiDocument } from './docs/openapi.js';
export { escalationAddress } from './commands/addresses.js';
export { problemType } from './platform/problem.js';
export { StandingDuties } from './organisation/standing-duties.js';
