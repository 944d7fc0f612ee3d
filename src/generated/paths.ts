// Generated from openapi/ by `npm run generate`. Do not edit.

import type {
    AgentContextResponse,
    AgentInstanceId,
    AgentInstanceListResponse,
    AgentInstanceResponse,
    AgentSpanId,
    AgentSpanListResponse,
    AgentSpanResponse,
    AgentSpanWriteResponse,
    ApiError,
    BulkRequest,
    BulkResponse,
    CreateAgentSpanRequest,
    DiscardSensitiveRequest,
    ErrorResponse,
    FinishInstanceRequest,
    FinishSpanRequest,
    GetAgentSpanQuery,
    ListAgentInstancesQuery,
    ListAgentSpansQuery,
    PingResponse,
    RateLimitErrorResponse,
    RecordQualityRequest,
    RegisterAgentInstanceRequest,
    RegisterAgentInstanceResponse,
    ShowAgentInstanceQuery,
    TerminateInstanceRequest,
    TimestampRequest,
} from './types.ts';

export interface paths {
    "/api/v1/agent_instance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agent instances
         *
         * Lists the runs of an agent, one page at a time, until `next_page_offset` is null. There is no filter by status,
         * environment, purpose or time. Needs an account token.
         */
        get: operations["listAgentInstances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_instance/{agent_instance_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: AgentInstanceId;
            };
            cookie?: never;
        };
        /**
         * Get an agent instance
         *
         * Returns a run. Polling it is one way to notice that the run was terminated; the answer has no `control`. Has no
         * known bulk type of its own.
         */
        get: operations["getAgentInstance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_instance/{agent_instance_id}/agent_context": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: AgentInstanceId;
            };
            cookie?: never;
        };
        /**
         * Get the debugging context of an agent instance
         *
         * Returns what is known about a run, gathered for debugging. Known from the vendor's command-line tool only.
         * Presumably needs an account token.
         */
        get: operations["getAgentInstanceContext"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_instance/{agent_instance_id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: AgentInstanceId;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish an agent instance
         *
         * Ends a run. When it has already ended, the answer is 409.
         */
        post: operations["finishAgentInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_instance/{agent_instance_id}/record_quality": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: AgentInstanceId;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record a quality value
         *
         * Sets one named quality value of a run, or removes it. The value also appears as a span with `purpose: quality`.
         * Needs an account token. Since August 2026.
         */
        post: operations["recordAgentInstanceQuality"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_instance/{agent_instance_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: AgentInstanceId;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an agent instance
         *
         * Moves a run from `pending` to `active` and sets `started_at`. One independent client expects `control` here; the
         * vendor SDKs do not.
         */
        post: operations["startAgentInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_instance/{agent_instance_id}/terminate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: AgentInstanceId;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Terminate an agent instance
         *
         * Ends an `active` run from outside, for good. The agent learns of it from `control` in the answers to its next
         * spans. Needs an account token. Sources disagree on whether spans in progress are closed.
         */
        post: operations["terminateAgentInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_instance/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register an agent instance
         *
         * Creates a run in status `pending`, and finds or creates the agent version and the schema version it uses. Works
         * with an account token, which needs `agent_id` and `environment_id`, and with an agent deployment token, which
         * implies both.
         */
        post: operations["registerAgentInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_instance/show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an agent instance by either id
         *
         * Returns the run with this id, or with this id of the caller's own. One of the two is needed. What is not requested
         * is presumably null. Known from the newest vendor SDK only.
         */
        get: operations["showAgentInstance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_spans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agent spans
         *
         * Lists the spans of a run or of an agent, with their payloads, one page at a time, until `next_page_offset` is
         * null. Give `agent_instance_id` or `agent_id`. Needs an account token: a token that may only record gets 401. A
         * page of 100 took about two seconds when observed live in August 2026.
         */
        get: operations["listAgentSpans"];
        put?: never;
        /**
         * Create an agent span
         *
         * Records a step of a run: in progress, to be finished later, or whole, with a final status and a result. The span
         * is wrapped in `details`, the key stands beside it. Whether a span is refused when its run has ended is not
         * documented; a terminated run accepts it and answers with `control`.
         */
        post: operations["createAgentSpan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_spans/{agent_span_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent span.
                 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
                 */
                agent_span_id: AgentSpanId;
            };
            cookie?: never;
        };
        /**
         * Get an agent span
         *
         * Returns a span. Known from the newest vendor SDK only.
         */
        get: operations["getAgentSpan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_spans/{agent_span_id}/discard_sensitive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent span.
                 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
                 */
                agent_span_id: AgentSpanId;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard sensitive values of an agent span
         *
         * Deletes the stored sensitive values of a span, for good. Doing it again changes nothing, so it takes no key. Known
         * from the newest vendor SDK only.
         */
        post: operations["discardAgentSpanSensitive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_spans/{agent_span_id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent span.
                 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
                 */
                agent_span_id: AgentSpanId;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish an agent span
         *
         * Ends a span. The body is flat, unlike that of the creation. When the span has already ended, the answer is 409
         * with code `invalid_action`.
         */
        post: operations["finishAgentSpan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Execute many operations in one request
         *
         * Carries out the items in order, each in a transaction of its own, and stops at the first one that fails. What was
         * done before stays done. The answer has the outputs of all items up to and including the failed one; later items
         * are absent and may be sent again with the same keys. A request that is malformed as a whole, for example with two
         * equal keys, is refused as a whole.
         */
        post: operations["executeBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check the token
         *
         * Answers 200 when the API accepts the token, and 401 or 403 when it does not.
         */
        get: operations["ping"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface operations {
    listAgentInstances: {
        parameters: {
            query?: ListAgentInstancesQuery;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** One page of instances. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentInstanceListResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    getAgentInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: AgentInstanceId;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The instance. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentInstanceResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    getAgentInstanceContext: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: AgentInstanceId;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The context. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentContextResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    finishAgentInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: AgentInstanceId;
            };
            cookie?: never;
        };
        /** How and when the run ended. */
        requestBody: {
            content: {
                "application/json": FinishInstanceRequest;
            };
        };
        responses: {
            /** The instance, now ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentInstanceResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    recordAgentInstanceQuality: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: AgentInstanceId;
            };
            cookie?: never;
        };
        /** The quality value. */
        requestBody: {
            content: {
                "application/json": RecordQualityRequest;
            };
        };
        responses: {
            /** The instance with its quality values. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentInstanceResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    startAgentInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: AgentInstanceId;
            };
            cookie?: never;
        };
        /** When the run started. */
        requestBody: {
            content: {
                "application/json": TimestampRequest;
            };
        };
        responses: {
            /** The instance, now `active`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentInstanceResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    terminateAgentInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: AgentInstanceId;
            };
            cookie?: never;
        };
        /** Why and when the run was terminated. */
        requestBody: {
            content: {
                "application/json": TerminateInstanceRequest;
            };
        };
        responses: {
            /** The instance, now `terminated`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentInstanceResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    registerAgentInstance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The new run. */
        requestBody: {
            content: {
                "application/json": RegisterAgentInstanceRequest;
            };
        };
        responses: {
            /** The new instance and the versions it uses. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": RegisterAgentInstanceResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    showAgentInstance: {
        parameters: {
            query?: ShowAgentInstanceQuery;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The instance. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentInstanceResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    listAgentSpans: {
        parameters: {
            query?: ListAgentSpansQuery;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** One page of spans. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentSpanListResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    createAgentSpan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The new span. */
        requestBody: {
            content: {
                "application/json": CreateAgentSpanRequest;
            };
        };
        responses: {
            /** The new span, and perhaps a control signal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentSpanWriteResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    getAgentSpan: {
        parameters: {
            query?: GetAgentSpanQuery;
            header?: never;
            path: {
                /**
                 * Id of the agent span.
                 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
                 */
                agent_span_id: AgentSpanId;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The span. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentSpanResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    discardAgentSpanSensitive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent span.
                 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
                 */
                agent_span_id: AgentSpanId;
            };
            cookie?: never;
        };
        /** An empty object. */
        requestBody: {
            content: {
                "application/json": DiscardSensitiveRequest;
            };
        };
        responses: {
            /** The span without its sensitive values. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentSpanResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    finishAgentSpan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent span.
                 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
                 */
                agent_span_id: AgentSpanId;
            };
            cookie?: never;
        };
        /** How and when the span ended, and what came out. */
        requestBody: {
            content: {
                "application/json": FinishSpanRequest;
            };
        };
        responses: {
            /** The span, now ended, and perhaps a control signal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentSpanWriteResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    executeBulk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The operations to carry out. */
        requestBody: {
            content: {
                "application/json": BulkRequest;
            };
        };
        responses: {
            /** The outputs by key, even when an item failed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": BulkResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    ping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The token is accepted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PingResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
}
interface components {
    responses: {
        /** The request is malformed. Sources do not say when the API answers 400 and when 422. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /**
         * The action is not possible in the current state, mostly because it was already done. Both vendor SDKs take this
         * answer to a finish as success.
         */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ApiError;
            };
        };
        /** Any other error, such as 413 or 5xx. */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The token may not do this. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ApiError;
            };
        };
        /**
         * No such resource. On registration this can pass, when an agent was only just created; the vendor's TypeScript SDK
         * then tries again with the same key.
         */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ApiError;
            };
        };
        /** Too many requests. Wait, then repeat the request with the same key. */
        TooManyRequests: {
            headers: {
                /**
                 * How long to wait before the next attempt, in whole seconds. One independent client reads it; no published
                 * reference shows it.
                 * @example 2
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": RateLimitErrorResponse;
            };
        };
        /** The token is missing, expired, revoked, or of a kind that may not do this. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ApiError;
            };
        };
        /** The request failed validation. Sources do not say when the API answers 400 and when 422. */
        UnprocessableContent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
    };
}
