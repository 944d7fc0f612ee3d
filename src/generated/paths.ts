// Generated from openapi/ by `npm run generate`. Do not edit.

import type {
    AgentActionRequest,
    AgentContextResponse,
    AgentDetailsResponse,
    AgentId,
    AgentInstanceId,
    AgentInstanceListResponse,
    AgentInstanceResponse,
    AgentListResponse,
    AgentResponse,
    AgentSchemaVersionId,
    AgentSchemaVersionListResponse,
    AgentSchemaVersionResponse,
    AgentSpanId,
    AgentSpanListResponse,
    AgentSpanResponse,
    AgentSpanWriteResponse,
    AgentVersionId,
    AgentVersionListResponse,
    AgentVersionResponse,
    AlertCountResponse,
    AlertId,
    AlertListResponse,
    AlertResponse,
    ApiError,
    BulkRequest,
    BulkResponse,
    ClearAlertRequest,
    CountAlertsQuery,
    CreateAgentRequest,
    CreateAgentSpanRequest,
    DiscardSensitiveRequest,
    ErrorResponse,
    FinishInstanceRequest,
    FinishSpanRequest,
    GeneratePfidsRequest,
    GetAgentQuery,
    GetAgentSpanQuery,
    ListAgentInstancesQuery,
    ListAgentSchemaVersionsQuery,
    ListAgentSpansQuery,
    ListAgentVersionsQuery,
    ListAgentsQuery,
    ListAlertsQuery,
    PfidsResponse,
    PingResponse,
    RaiseAlertRequest,
    RateLimitErrorResponse,
    RecordQualityRequest,
    RegisterAgentInstanceRequest,
    RegisterAgentInstanceResponse,
    ShowAgentInstanceQuery,
    ShowAgentQuery,
    TerminateInstanceRequest,
    TimestampRequest,
    UpdateAgentRequest,
} from './types.ts';

export interface paths {
    "/api/v1/agent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agents
         *
         * Lists the agents of the account, one page at a time, until `next_page_offset` is null. Early references list the
         * agents of one environment instead; since May 2026 agents belong to the account. Needs an account token.
         */
        get: operations["listAgents"];
        put?: never;
        /**
         * Create an agent
         *
         * Creates an agent in the account. It is `pending` until it has runs. Needs an account token.
         */
        post: operations["createAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/api/v1/agent_schema_version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agent schema versions
         *
         * Lists the agent schema versions of an agent, one page at a time, until `next_page_offset` is null. A registration finds a schema version or
         * creates it. Needs an account token.
         */
        get: operations["listAgentSchemaVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_schema_version/{agent_schema_version_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent schema version.
                 * @example 013xrzp12g3nqk8nzntq40gkzaf2d9m2
                 */
                agent_schema_version_id: AgentSchemaVersionId;
            };
            cookie?: never;
        };
        /**
         * Get an agent schema version
         *
         * Returns an agent schema version. Needs an account token.
         */
        get: operations["getAgentSchemaVersion"];
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
    "/api/v1/agent_version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agent versions
         *
         * Lists the agent versions of an agent, one page at a time, until `next_page_offset` is null. A registration finds a version or
         * creates it. Needs an account token.
         */
        get: operations["listAgentVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_version/{agent_version_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent version.
                 * @example 013xrzp12g3nqk8n6mv28ge2v9f7n2hc
                 */
                agent_version_id: AgentVersionId;
            };
            cookie?: never;
        };
        /**
         * Get an agent version
         *
         * Returns an agent version. Needs an account token.
         */
        get: operations["getAgentVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent/{agent_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent.
                 * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
                 */
                agent_id: AgentId;
            };
            cookie?: never;
        };
        /**
         * Get an agent
         *
         * Returns an agent. The flags are in the published reference; neither vendor SDK sends them here. Needs an account
         * token.
         */
        get: operations["getAgent"];
        /**
         * Update an agent
         *
         * Changes the fields that are given, and leaves the others as they are. Needs an account token.
         */
        put: operations["updateAgent"];
        post?: never;
        /**
         * Delete an agent
         *
         * Deletes an agent for good. Whether it can be deleted is in `available_actions`. Doing it again changes nothing, but
         * is presumably answered 404 where the key is not known. The vendor's Python client sends a key in the body, its CLI
         * sends no body. Needs an account token.
         */
        delete: operations["deleteAgent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent/{agent_id}/reinstate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent.
                 * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
                 */
                agent_id: AgentId;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reinstate an agent
         *
         * Brings a `retired` agent back. Which state it has then is not documented. Needs an account token.
         */
        post: operations["reinstateAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent/{agent_id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent.
                 * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
                 */
                agent_id: AgentId;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire an agent
         *
         * Takes an agent out of service: it becomes `retired`. Whether it can be retired is in `available_actions`. Needs an account token.
         */
        post: operations["retireAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent/show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an agent by either id
         *
         * Returns the agent with this id, or with this id of the caller's own. One of the two is needed; the vendor's Python
         * client wants no more than one. Needs an account token.
         */
        get: operations["showAgent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alerts
         *
         * Lists alerts, one page at a time, until `next_page_offset` is null. Without filters it lists those of the account.
         * Presumably needs an account token. Alerts are known from the newest vendor SDK only, all five operations.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{alert_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the alert.
                 * @example 013xrzp12g3nqk8na1e2r3t4a5e6r7t8
                 */
                alert_id: AlertId;
            };
            cookie?: never;
        };
        /**
         * Get an alert
         *
         * Returns an alert, with its payload. Presumably needs an account token.
         */
        get: operations["getAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clear an alert
         *
         * Clears the alert of a run that has this name. A name that no alert of the run has is refused with the code
         * `alert_unknown`, an alert that is not raised with `alert_already_cleared`; no source has their status, presumably 404
         * and 409. Doing it again therefore changes nothing, and no source shows a key. Presumably needs an account token.
         */
        post: operations["clearAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count alerts
         *
         * Returns the number of alerts of the account. Presumably needs an account token.
         */
        get: operations["countAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/raise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Raise an alert
         *
         * Raises an alert of a run, under a name. What raising one does that is raised already is not documented: there is no
         * error code for it, and alerts have a `version`, so it is presumably updated. No source shows a key here, so a
         * repetition is not known to be safe. Presumably needs an account token.
         */
        post: operations["raiseAlert"];
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
    "/api/v1/pfid/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate ids
         *
         * Makes ids in the partition of the account, for what a caller wants to name before it is recorded. Nothing is stored,
         * so asking again does no harm; no source shows a key. Presumably needs an account token. Ids can also be made without
         * it, within the partition of any other id of the account.
         */
        post: operations["generatePfids"];
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
    listAgents: {
        parameters: {
            query?: ListAgentsQuery;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** One page of agents. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentListResponse;
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
    createAgent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The new agent. */
        requestBody: {
            content: {
                "application/json": CreateAgentRequest;
            };
        };
        responses: {
            /** The new agent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentResponse;
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
    listAgentSchemaVersions: {
        parameters: {
            query?: ListAgentSchemaVersionsQuery;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** One page of agent schema versions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentSchemaVersionListResponse;
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
    getAgentSchemaVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent schema version.
                 * @example 013xrzp12g3nqk8nzntq40gkzaf2d9m2
                 */
                agent_schema_version_id: AgentSchemaVersionId;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The agent schema version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentSchemaVersionResponse;
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
    listAgentVersions: {
        parameters: {
            query?: ListAgentVersionsQuery;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** One page of agent versions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentVersionListResponse;
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
    getAgentVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent version.
                 * @example 013xrzp12g3nqk8n6mv28ge2v9f7n2hc
                 */
                agent_version_id: AgentVersionId;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The agent version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentVersionResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    getAgent: {
        parameters: {
            query?: GetAgentQuery;
            header?: never;
            path: {
                /**
                 * Id of the agent.
                 * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
                 */
                agent_id: AgentId;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The agent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentDetailsResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    updateAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent.
                 * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
                 */
                agent_id: AgentId;
            };
            cookie?: never;
        };
        /** The fields to change. */
        requestBody: {
            content: {
                "application/json": UpdateAgentRequest;
            };
        };
        responses: {
            /** The agent as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentResponse;
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
    deleteAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent.
                 * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
                 */
                agent_id: AgentId;
            };
            cookie?: never;
        };
        /** The key. */
        requestBody?: {
            content: {
                "application/json": AgentActionRequest;
            };
        };
        responses: {
            /** The agent as it was. The vendor's CLI looks at no body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentResponse;
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
    reinstateAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent.
                 * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
                 */
                agent_id: AgentId;
            };
            cookie?: never;
        };
        /** The key. May be empty. */
        requestBody: {
            content: {
                "application/json": AgentActionRequest;
            };
        };
        responses: {
            /** The agent, no longer `retired`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentResponse;
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
    retireAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the agent.
                 * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
                 */
                agent_id: AgentId;
            };
            cookie?: never;
        };
        /** The key. May be empty. */
        requestBody: {
            content: {
                "application/json": AgentActionRequest;
            };
        };
        responses: {
            /** The agent, now `retired`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentResponse;
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
    showAgent: {
        parameters: {
            query?: ShowAgentQuery;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The agent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AgentDetailsResponse;
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
    listAlerts: {
        parameters: {
            query?: ListAlertsQuery;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** One page of alerts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AlertListResponse;
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
    getAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Id of the alert.
                 * @example 013xrzp12g3nqk8na1e2r3t4a5e6r7t8
                 */
                alert_id: AlertId;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The alert. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AlertResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
    clearAlert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which alert, and what else to say of it. */
        requestBody: {
            content: {
                "application/json": ClearAlertRequest;
            };
        };
        responses: {
            /** The alert, now `cleared`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AlertResponse;
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
    countAlerts: {
        parameters: {
            query?: CountAlertsQuery;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The number. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AlertCountResponse;
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
    raiseAlert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The alert. */
        requestBody: {
            content: {
                "application/json": RaiseAlertRequest;
            };
        };
        responses: {
            /** The alert, now `raised`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": AlertResponse;
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
    generatePfids: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many ids. */
        requestBody: {
            content: {
                "application/json": GeneratePfidsRequest;
            };
        };
        responses: {
            /** The ids. An older vendor SDK expects them inside `details`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": PfidsResponse;
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
