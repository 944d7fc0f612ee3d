// Generated from openapi/ by `npm run generate`. Do not edit.

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
         * @description Lists the runs of an agent, one page at a time, until `next_page_offset` is null. There is no filter by status,
         *     environment, purpose or time. Needs an account token.
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
                 * @description Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: components["parameters"]["AgentInstanceIdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get an agent instance
         * @description Returns a run. Polling it is one way to notice that the run was terminated; the answer has no `control`. Has no
         *     known bulk type of its own.
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
                 * @description Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: components["parameters"]["AgentInstanceIdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get the debugging context of an agent instance
         * @description Returns what is known about a run, gathered for debugging. Known from the vendor's command-line tool only.
         *     Presumably needs an account token.
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
                 * @description Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: components["parameters"]["AgentInstanceIdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish an agent instance
         * @description Ends a run. When it has already ended, the answer is 409.
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
                 * @description Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: components["parameters"]["AgentInstanceIdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record a quality value
         * @description Sets one named quality value of a run, or removes it. The value also appears as a span with `purpose: quality`.
         *     Needs an account token. Since August 2026.
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
                 * @description Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: components["parameters"]["AgentInstanceIdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an agent instance
         * @description Moves a run from `pending` to `active` and sets `started_at`. One independent client expects `control` here; the
         *     vendor SDKs do not.
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
                 * @description Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: components["parameters"]["AgentInstanceIdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Terminate an agent instance
         * @description Ends an `active` run from outside, for good. The agent learns of it from `control` in the answers to its next
         *     spans. Needs an account token. Sources disagree on whether spans in progress are closed.
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
         * @description Creates a run in status `pending`, and finds or creates the agent version and the schema version it uses. Works
         *     with an account token, which needs `agent_id` and `environment_id`, and with an agent deployment token, which
         *     implies both.
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
         * @description Returns the run with this id, or with this id of the caller's own. One of the two is needed. What is not asked for
         *     is presumably null. Known from the newest vendor SDK only.
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
         * @description Lists the spans of a run or of an agent, with their payloads, one page at a time, until `next_page_offset` is
         *     null. Give `agent_instance_id` or `agent_id`. Needs an account token: a token that may only record gets 401. A
         *     page of 100 took about two seconds when observed live in August 2026.
         */
        get: operations["listAgentSpans"];
        put?: never;
        /**
         * Create an agent span
         * @description Records a step of a run: in progress, to be finished later, or whole, with a final status and a result. The span
         *     is wrapped in `details`, the key stands beside it. Whether a span is refused when its run has ended is not
         *     documented; a terminated run accepts it and answers with `control`.
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
                 * @description Id of the agent span.
                 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
                 */
                agent_span_id: components["parameters"]["AgentSpanIdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get an agent span
         * @description Returns a span. Known from the newest vendor SDK only.
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
                 * @description Id of the agent span.
                 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
                 */
                agent_span_id: components["parameters"]["AgentSpanIdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard sensitive values of an agent span
         * @description Deletes the stored sensitive values of a span, for good. Doing it again changes nothing, so it takes no key. Known
         *     from the newest vendor SDK only.
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
                 * @description Id of the agent span.
                 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
                 */
                agent_span_id: components["parameters"]["AgentSpanIdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish an agent span
         * @description Ends a span. The body is flat, unlike that of the creation. When the span has already ended, the answer is 409
         *     with code `invalid_action`.
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
         * @description Carries out the items in order, each in a transaction of its own, and stops at the first one that fails. What was
         *     done before stays done. The answer has the outputs of all items up to and including the failed one; later items
         *     are absent and may be sent again with the same keys. A request that is malformed as a whole, for example with two
         *     equal keys, is refused as a whole.
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
         * @description Answers 200 when the API accepts the token, and 401 or 403 when it does not.
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
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description Id of an account (a PFID).
         * @example 013xrzp12g3nqk8ngskn1wtxgka5b0nf
         */
        AccountId: string;
        /**
         * @description Name of an action of an ActionProfile.
         * @enum {string}
         */
        ActionName: "create_data" | "read_data" | "update_data" | "destroy_data" | "financial_transactions" | "external_communication" | (string & {});
        /**
         * @description `unknown` means not assessed.
         * @enum {string}
         */
        ActionPermission: "unknown" | "allowed" | "disallowed";
        /** @description Which actions a span type may take. Use `unknown` for what has not been assessed. */
        ActionProfile: {
            /** @description May create data. */
            create_data: components["schemas"]["ActionPermission"];
            /** @description May delete data. */
            destroy_data: components["schemas"]["ActionPermission"];
            /** @description May communicate outside the organisation. */
            external_communication: components["schemas"]["ActionPermission"];
            /** @description May move money. */
            financial_transactions: components["schemas"]["ActionPermission"];
            /** @description May read data. */
            read_data: components["schemas"]["ActionPermission"];
            /** @description May change data. */
            update_data: components["schemas"]["ActionPermission"];
        };
        /**
         * @description What is known about a run, gathered for debugging. Known from the vendor's command-line tool only, so nothing is
         *     required.
         */
        AgentContext: {
            /** @description The context itself. Its shape is not documented. */
            body?: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When the context was gathered.
             */
            generated_at?: string;
            /**
             * @description Number of spans it covers.
             * @example 2
             */
            span_count?: number;
        };
        /** @description The debugging context of an instance. Not a `details` envelope. */
        AgentContextResponse: {
            /** @description The context. */
            agent_context: components["schemas"]["AgentContext"];
            /**
             * @description Always `success`.
             * @constant
             */
            status: "success";
        };
        /**
         * @description Id of an agent deployment, which is one agent in one environment (a PFID).
         * @example 013xrzp12g3nqk8nd5p8r2v6x0a3e7gj
         */
        AgentDeploymentId: string;
        /**
         * @description Id of an agent (a PFID).
         * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
         */
        AgentId: string;
        /**
         * @description One run of an agent. The fields that are not required are missing from at least one source, mostly because they
         *     are newer than it.
         */
        AgentInstance: {
            /** @description Account that owns it. */
            account_id: components["schemas"]["AccountId"];
            /** @description Deployment that ran. Since May 2026. */
            agent_deployment_id?: components["schemas"]["AgentDeploymentId"];
            /** @description Agent that ran. */
            agent_id: components["schemas"]["AgentId"];
            /** @description Version of the agent that ran. */
            agent_version_id: components["schemas"]["AgentVersionId"];
            /** @description Tokens used and what they cost. Null when not asked for or not known. */
            cost_breakdown?: components["schemas"]["CostBreakdown"] | null;
            /** @description Environment it ran in. */
            environment_id: components["schemas"]["EnvironmentId"];
            /**
             * @description The caller's own id of this run, unique per agent. Null when it was not given. Only in the newest vendor SDK.
             * @example ticket-20417
             */
            external_identifier?: string | null;
            /**
             * Format: date-time
             * @description When it ended. Null before that.
             */
            finished_at?: string | null;
            /** @description Id of this instance. */
            id: components["schemas"]["AgentInstanceId"];
            /**
             * Format: date-time
             * @description When it was registered.
             */
            inserted_at: string;
            /**
             * Format: date-time
             * @description Time of its last activity span. Null when it has none. Only in the newest vendor SDK.
             */
            last_activity_span_at?: string | null;
            /**
             * @description What the run is for. Since July 2026.
             * @enum {string}
             */
            purpose?: "live" | "smoke_test" | "eval" | (string & {});
            /** @description Recorded quality values, by name of their schema. Since August 2026; before that a single `quality_payload`. */
            quality_payloads?: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /**
             * @description Recorded quality values as text, by name, rendered by the templates of their schemas. Since August 2026;
             *     before that a single `quality_summary`.
             */
            quality_summaries?: {
                [key: string]: string | null;
            };
            /**
             * @description Number of alerts that are raised. Null when not asked for. Only in the newest vendor SDK.
             * @example 0
             */
            raised_alert_count?: number | null;
            /** @description How risky the run is. Null when not asked for, or when the agent has no risk profile. */
            risk_score?: components["schemas"]["RiskScore"] | null;
            /**
             * @description Number of its spans by status. The vendor's Python client treats it as optional and nullable, other sources as
             *     always there.
             */
            span_counts?: components["schemas"]["AgentInstanceSpanCounts"] | null;
            /** @description Number of its spans by schema. Null when not asked for. Only in the newest vendor SDK. */
            span_schema_counts?: components["schemas"]["AgentInstanceSpanSchemaCounts"] | null;
            /**
             * Format: date-time
             * @description When it started. Null before that.
             */
            started_at?: string | null;
            /** @description State of the run. */
            status: components["schemas"]["AgentStatus"];
            /**
             * @description Why it was terminated. Null unless it was. Since May 2026.
             * @example Budget for this run is used up.
             */
            termination_reason?: string | null;
            /**
             * @description Kind of resource.
             * @constant
             */
            type: "agent_instance";
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /**
         * @description Id of an agent instance (a PFID).
         * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
         */
        AgentInstanceId: string;
        /** @description One page of instances. */
        AgentInstanceListResponse: {
            /** @description Where this page stands in the whole list. May be null. */
            pagination?: components["schemas"]["PaginationOutput"] | null;
            /** @description The order that was applied. May be null. */
            sorting?: components["schemas"]["Sorting"] | null;
            /**
             * @description Always `success`.
             * @constant
             */
            status: "success";
            /** @description The instances of this page. */
            summaries: components["schemas"]["AgentInstanceSummary"][];
        };
        /**
         * @description What a run is for. Anything but `live` is kept out of live metrics. Since July 2026.
         * @enum {string}
         */
        AgentInstancePurpose: "live" | "smoke_test" | "eval";
        /** @description One instance. */
        AgentInstanceResponse: {
            /** @description The instance, as it is now. */
            details: components["schemas"]["AgentInstance"];
            /**
             * @description Always `success`.
             * @constant
             */
            status: "success";
        };
        /** @description Number of spans of an instance by status. */
        AgentInstanceSpanCounts: {
            /**
             * @description Spans in progress.
             * @example 2
             */
            active: number;
            /**
             * @description Spans that never started.
             * @example 0
             */
            cancelled: number;
            /**
             * @description Spans that ended well.
             * @example 5
             */
            complete: number;
            /**
             * @description Spans that ended with a failure.
             * @example 0
             */
            failed: number;
            /**
             * @description Spans that ended, whichever way (`complete` + `failed` + `cancelled`).
             * @example 5
             */
            finished: number;
            /**
             * @description Spans that have not started.
             * @example 0
             */
            pending: number;
            /**
             * @description All spans.
             * @example 7
             */
            total: number;
        };
        /** @description Number of spans of an instance by schema. */
        AgentInstanceSpanSchemaCounts: {
            /** @description Number of spans by `schema_name`. */
            by_name?: {
                [key: string]: number;
            };
        };
        /** @description One run of an agent, as lists return it: without deployment, span counts, costs and quality. */
        AgentInstanceSummary: {
            /** @description Account that owns it. */
            account_id: components["schemas"]["AccountId"];
            /** @description Agent that ran. */
            agent_id: components["schemas"]["AgentId"];
            /** @description Version of the agent that ran. */
            agent_version_id: components["schemas"]["AgentVersionId"];
            /** @description Environment it ran in. */
            environment_id: components["schemas"]["EnvironmentId"];
            /**
             * @description The caller's own id of this run, unique per agent. Null when it was not given. Only in the newest vendor SDK.
             * @example ticket-20417
             */
            external_identifier?: string | null;
            /**
             * Format: date-time
             * @description When it ended. Null before that.
             */
            finished_at?: string | null;
            /** @description Id of this instance. */
            id: components["schemas"]["AgentInstanceId"];
            /**
             * Format: date-time
             * @description When it was registered.
             */
            inserted_at: string;
            /**
             * Format: date-time
             * @description Time of its last activity span. Null when it has none. Only in the newest vendor SDK.
             */
            last_activity_span_at?: string | null;
            /**
             * @description What the run is for. Since July 2026.
             * @enum {string}
             */
            purpose?: "live" | "smoke_test" | "eval" | (string & {});
            /**
             * @description Number of alerts that are raised. Null when not known. Only in the newest vendor SDK.
             * @example 0
             */
            raised_alert_count?: number | null;
            /** @description How risky the run is. Null when it cannot be assessed. */
            risk_score?: components["schemas"]["RiskScore"] | null;
            /**
             * Format: date-time
             * @description When it started. Null before that.
             */
            started_at?: string | null;
            /** @description State of the run. */
            status: components["schemas"]["AgentStatus"];
            /** @description Why it was terminated. Null unless it was. Since May 2026. */
            termination_reason?: string | null;
            /**
             * @description Kind of resource.
             * @constant
             */
            type: "agent_instance";
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description A set of span, quality and alert schemas of an agent. */
        AgentSchemaVersion: {
            /** @description Account that owns it. */
            account_id: components["schemas"]["AccountId"];
            /** @description Agent it belongs to. */
            agent_id: components["schemas"]["AgentId"];
            /** @description The alerts, by name. Only in the newest vendor SDK. */
            alert_schemas?: {
                [key: string]: components["schemas"]["SchemaDetails"];
            };
            /** @description Deployments whose current version uses it. May be empty. */
            current_agent_deployment_refs?: string[];
            /**
             * @description The caller's name for this schema version.
             * @example v0
             */
            external_identifier: string;
            /**
             * @description How many schema versions share the external identifier.
             * @example 1
             */
            external_identifier_repeats?: number;
            /** @description Id of this schema version. */
            id: components["schemas"]["AgentSchemaVersionId"];
            /**
             * Format: date-time
             * @description When it was created.
             */
            inserted_at: string;
            /** @description The quality values, by name. Only in the newest vendor SDK. */
            quality_schemas?: {
                [key: string]: components["schemas"]["SchemaDetails"];
            };
            /** @description The span types, by name. */
            span_type_schemas?: {
                [key: string]: components["schemas"]["SpanTypeSchemaDetails"];
            };
            /**
             * @description Kind of resource.
             * @constant
             */
            type: "agent_schema_version";
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /**
         * @description Shapes of the spans and quality values that a run will record. The API finds the schema version with these shapes,
         *     or creates it. Give `span_type_schemas`, or the older maps, not both: beside `span_type_schemas` the maps are
         *     ignored.
         */
        AgentSchemaVersionForRegister: {
            /**
             * @description The caller's name for this schema version. The vendor's Python client treats it as optional, every other
             *     source as required.
             * @example v0
             */
            external_identifier: string;
            /**
             * @description The quality values that may be recorded, one entry per name. Since August 2026; before that a single
             *     `quality_schema` without a name.
             */
            quality_schemas?: components["schemas"]["QualitySchemaForCreate"][];
            /** @description Legacy. JSON Schema of the `result_payload`, by span type name. Only beside `span_schemas`. */
            span_result_schemas?: {
                [key: string]: object;
            };
            /** @description Legacy. JSON Schema of the `payload`, by span type name. */
            span_schemas?: {
                [key: string]: object;
            };
            /** @description The span types, one entry per type. */
            span_type_schemas?: components["schemas"]["SpanTypeSchemaForCreate"][];
        };
        /**
         * @description Id of an agent schema version (a PFID).
         * @example 013xrzp12g3nqk8nzntq40gkzaf2d9m2
         */
        AgentSchemaVersionId: string;
        /** @description A set of schemas of an agent, as lists return it. */
        AgentSchemaVersionSummary: {
            /** @description Account that owns it. */
            account_id: components["schemas"]["AccountId"];
            /** @description Agent it belongs to. */
            agent_id: components["schemas"]["AgentId"];
            /** @description Deployments whose current version uses it. May be empty. */
            current_agent_deployment_refs?: string[];
            /**
             * @description The caller's name for this schema version.
             * @example v0
             */
            external_identifier: string;
            /**
             * @description How many schema versions share the external identifier.
             * @example 1
             */
            external_identifier_repeats?: number;
            /** @description Id of this schema version. */
            id: components["schemas"]["AgentSchemaVersionId"];
            /**
             * Format: date-time
             * @description When it was created.
             */
            inserted_at: string;
            /**
             * @description Number of span types.
             * @example 2
             */
            span_schemas_count?: number;
            /**
             * @description Kind of resource.
             * @constant
             */
            type: "agent_schema_version";
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /**
         * @description One step of a run. The fields that are not required are missing from at least one source, mostly because they are
         *     newer than it.
         */
        AgentSpan: {
            /** @description Account that owns it. */
            account_id: components["schemas"]["AccountId"];
            /** @description Agent that took this step. */
            agent_id: components["schemas"]["AgentId"];
            /** @description Run it is a step of. */
            agent_instance_id: components["schemas"]["AgentInstanceId"];
            /** @description Data risk of its type. Null when not assessed. Only in the newest vendor SDK. */
            data_risk?: components["schemas"]["DataRisk"] | null;
            /**
             * Format: date-time
             * @description When it ended. Null before that.
             */
            finished_at?: string | null;
            /** @description Id of this span. */
            id: components["schemas"]["AgentSpanId"];
            /**
             * Format: date-time
             * @description When it was recorded. Only in the vendor's Python client; never seen live.
             */
            inserted_at?: string | null;
            /**
             * @description Id of the span it is a part of. Null at the top of the tree.
             * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
             */
            parent_span_id: string | null;
            /** @description What went in. Sensitive values are redacted. */
            payload: {
                [key: string]: unknown;
            };
            /**
             * @description About how large its payloads are, in bytes.
             * @example 164
             */
            payload_byte_size_estimate?: number;
            /** @description What the span stands for. Since July 2026. */
            purpose?: components["schemas"]["AgentSpanPurpose"];
            /** @description What came out. Null until the span ends. Absent in the oldest sources. */
            result_payload?: {
                [key: string]: unknown;
            } | null;
            /**
             * @description Name of its span type.
             * @example support:llm
             */
            schema_name: string;
            /**
             * @description Title of its span type, the name when the type has none.
             * @example Model call
             */
            schema_title?: string;
            /** @description Whether its payloads mark sensitive values. Since June 2026. */
            sensitive_encoding?: boolean;
            /**
             * Format: date-time
             * @description When it started. Null while `pending` in older references, never null in the newest vendor SDK.
             */
            started_at?: string | null;
            /** @description State of the span. */
            status: components["schemas"]["AgentSpanStatus"];
            /**
             * @description The span as text, rendered by the template of its type. Null when there is no template. Absent in the oldest
             *     sources.
             */
            summary?: string | null;
            /**
             * @description Kind of resource.
             * @constant
             */
            type: "agent_span";
            /**
             * Format: date-time
             * @description When it last changed. Only in the vendor's Python client; never seen live.
             */
            updated_at?: string | null;
        };
        /** @description A new span. */
        AgentSpanForCreate: {
            /** @description Run it is a step of. */
            agent_instance_id: components["schemas"]["AgentInstanceId"];
            /**
             * Format: date-time
             * @description When it ended. Null or absent while it is in progress.
             * @example 2026-03-02T09:30:06Z
             */
            finished_at?: Date | string | null;
            /**
             * @description Id for the new span, chosen by the caller within the partition of its account. Null or absent to let the API
             *     choose.
             * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
             */
            id?: string | null;
            /**
             * @description Id of the span it is a part of. Null or absent at the top of the tree.
             * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
             */
            parent_span_id?: string | null;
            /**
             * @description What went in, in the shape of its type's `params_schema`; `{}` when there is nothing to say. With
             *     `sensitive_encoding`, a value may be wrapped as `{"$sensitive": "string", "value": "…", "labels": ["email"]}`;
             *     `labels` is optional.
             */
            payload: object;
            /** @description What came out. Only valid with a final `status`. Null or absent for none. */
            result_payload?: object | null;
            /**
             * @description Name of its span type. By convention `namespace:kind` or `namespace:kind:name`. What happens when no such type
             *     was registered is not documented.
             * @example support:llm
             */
            schema_name: string;
            /**
             * @description Whether the payloads mark sensitive values. The API stores marked values apart and returns them redacted.
             *     Presumably false when absent. Since June 2026.
             */
            sensitive_encoding?: boolean;
            /**
             * Format: date-time
             * @description When it started. Null or absent for now.
             * @example 2026-03-02T09:30:02Z
             */
            started_at?: Date | string | null;
            /** @description State to create it in. */
            status: components["schemas"]["AgentSpanStatusForCreate"];
        };
        /**
         * @description Id of an agent span (a PFID).
         * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
         */
        AgentSpanId: string;
        /** @description One page of spans. */
        AgentSpanListResponse: {
            /** @description Where this page stands in the whole list. May be null. */
            pagination?: components["schemas"]["PaginationOutput"] | null;
            /** @description The order that was applied. May be null. */
            sorting?: components["schemas"]["Sorting"] | null;
            /**
             * @description Always `success`.
             * @constant
             */
            status: "success";
            /** @description The spans of this page. */
            summaries: components["schemas"]["AgentSpanSummary"][];
        };
        /**
         * @description What a span stands for. `activity`: something the agent did. `quality`: a recorded quality value. `alert`: an
         *     alert.
         * @enum {string}
         */
        AgentSpanPurpose: "activity" | "quality" | "alert" | (string & {});
        /** @description One span. */
        AgentSpanResponse: {
            /** @description The span, as it is now. */
            details: components["schemas"]["AgentSpan"];
            /**
             * @description Always `success`.
             * @constant
             */
            status: "success";
        };
        /**
         * @description State of an agent span. `active`: in progress. `complete`: ended well. `failed`: ended with a failure.
         *     `cancelled`: ended without ever having started. `pending`: not started; the newest vendor SDK no longer lists it,
         *     older references and live observations of July 2026 do.
         * @enum {string}
         */
        AgentSpanStatus: "pending" | "active" | "complete" | "failed" | "cancelled" | (string & {});
        /**
         * @description State to create a span in. `active` to finish it later, or a final one to record it whole. `pending` is legacy:
         *     older references and the vendor's Python client list it, the newest vendor SDK does not.
         * @enum {string}
         */
        AgentSpanStatusForCreate: "active" | "complete" | "failed" | "cancelled" | "pending";
        /** @description One step of a run, as lists return it. It has the fields of a span and its risk. */
        AgentSpanSummary: {
            /** @description Account that owns it. */
            account_id: components["schemas"]["AccountId"];
            /** @description Agent that took this step. */
            agent_id: components["schemas"]["AgentId"];
            /** @description Run it is a step of. */
            agent_instance_id: components["schemas"]["AgentInstanceId"];
            /** @description Data risk of its type. Null when not assessed. Only in the newest vendor SDK. */
            data_risk?: components["schemas"]["DataRisk"] | null;
            /**
             * Format: date-time
             * @description When it ended. Null before that.
             */
            finished_at?: string | null;
            /** @description Id of this span. */
            id: components["schemas"]["AgentSpanId"];
            /**
             * @description Id of the span it is a part of. Null at the top of the tree.
             * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
             */
            parent_span_id: string | null;
            /** @description What went in. Sensitive values are redacted. */
            payload: {
                [key: string]: unknown;
            };
            /**
             * @description About how large its payloads are, in bytes.
             * @example 164
             */
            payload_byte_size_estimate?: number;
            /** @description What the span stands for. Since July 2026. */
            purpose?: components["schemas"]["AgentSpanPurpose"];
            /** @description What came out. Null until the span ends. Absent in the oldest sources. */
            result_payload?: {
                [key: string]: unknown;
            } | null;
            /**
             * @description How risky the span is. Null unless `include_risk_level` was true, and when the agent has no risk profile.
             * @enum {string|null}
             */
            risk_level?: "low" | "medium" | "high" | "critical" | (string & {}) | null;
            /**
             * @description The number behind `risk_level`. Null when that is.
             * @example 12.5
             */
            risk_score?: number | null;
            /**
             * @description Name of its span type.
             * @example support:llm
             */
            schema_name: string;
            /**
             * @description Title of its span type, the name when the type has none.
             * @example Model call
             */
            schema_title?: string;
            /** @description Whether its payloads mark sensitive values. Since June 2026. */
            sensitive_encoding?: boolean;
            /**
             * Format: date-time
             * @description When it started. Null while `pending` in older references, never null in the newest vendor SDK.
             */
            started_at?: string | null;
            /** @description State of the span. */
            status: components["schemas"]["AgentSpanStatus"];
            /**
             * @description The span as text, rendered by the template of its type. Null when there is no template, and unless
             *     `include_summaries` was true.
             */
            summary?: string | null;
            /**
             * @description Kind of resource.
             * @constant
             */
            type: "agent_span";
        };
        /** @description A span that was created or finished. */
        AgentSpanWriteResponse: {
            /** @description Absent unless the instance was terminated. The span is recorded all the same. */
            control?: components["schemas"]["ControlSignal"];
            /** @description The span, as it is now. */
            details: components["schemas"]["AgentSpan"];
            /**
             * @description Always `success`.
             * @constant
             */
            status: "success";
        };
        /**
         * @description State of an agent instance. `pending`: registered, not started. `active`: started. `complete`: ended well.
         *     `failed`: ended with a failure. `cancelled`: ended without ever having started. `terminated`: ended from outside
         *     (since May 2026). The last four are final.
         * @enum {string}
         */
        AgentStatus: "pending" | "active" | "complete" | "failed" | "cancelled" | "terminated" | (string & {});
        /** @description A version of an agent's code. */
        AgentVersion: {
            /** @description Account that owns it. */
            account_id: components["schemas"]["AccountId"];
            /** @description Agent it is a version of. */
            agent_id: components["schemas"]["AgentId"];
            /** @description Schema version it uses. */
            agent_schema_version_id?: components["schemas"]["AgentSchemaVersionId"];
            /** @description Deployments whose current version this is. May be empty. */
            current_agent_deployment_refs?: string[];
            /**
             * @description The caller's name for this version.
             * @example v1.4.0
             */
            external_identifier: string;
            /**
             * @description How many versions share the external identifier.
             * @example 1
             */
            external_identifier_repeats?: number;
            /** @description Id of this agent version. */
            id: components["schemas"]["AgentVersionId"];
            /**
             * Format: date-time
             * @description When it was created.
             */
            inserted_at: string;
            /** @description What the agent runs on. Null when it was not given. */
            runtime_environment?: components["schemas"]["RuntimeEnvironment"] | null;
            /**
             * @description Kind of resource.
             * @constant
             */
            type: "agent_version";
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description Version of the agent's code. The API finds the version with this metadata and schema, or creates it. */
        AgentVersionForRegister: {
            /**
             * @description What this version is. The vendor's TypeScript SDK sends an empty string when there is none.
             * @example Sorts incoming questions and drafts an answer.
             */
            description?: string;
            /**
             * @description The caller's name for this version. The vendor's Python client treats it as optional, every other source as
             *     required.
             * @example v1.4.0
             */
            external_identifier: string;
            /**
             * @description Name to show. Required by older sources, optional in the newest vendor SDK.
             * @example Support triage
             */
            name?: string;
            /** @description What the agent runs on. Since August 2026. */
            runtime_environment?: components["schemas"]["RuntimeEnvironment"];
        };
        /**
         * @description Id of an agent version (a PFID).
         * @example 013xrzp12g3nqk8n6mv28ge2v9f7n2hc
         */
        AgentVersionId: string;
        /** @description A version of an agent's code, as lists return it. */
        AgentVersionSummary: {
            /** @description Account that owns it. */
            account_id: components["schemas"]["AccountId"];
            /** @description Agent it is a version of. */
            agent_id: components["schemas"]["AgentId"];
            /** @description Schema version it uses. */
            agent_schema_version_id?: components["schemas"]["AgentSchemaVersionId"];
            /** @description Deployments whose current version this is. May be empty. */
            current_agent_deployment_refs?: string[];
            /**
             * @description The caller's name for this version.
             * @example v1.4.0
             */
            external_identifier: string;
            /**
             * @description How many versions share the external identifier.
             * @example 1
             */
            external_identifier_repeats?: number;
            /** @description Id of this agent version. */
            id: components["schemas"]["AgentVersionId"];
            /**
             * Format: date-time
             * @description When it was created.
             */
            inserted_at: string;
            /**
             * @description Highest classification of data seen in spans of this version. Null when there is none.
             * @enum {string|null}
             */
            observed_classification?: "unknown" | "public" | "internal" | "confidential" | "restricted" | "secret" | null;
            /**
             * @description Highest classification of data that its schemas allow. Null when there is none.
             * @enum {string|null}
             */
            theoretical_classification?: "unknown" | "public" | "internal" | "confidential" | "restricted" | "secret" | null;
            /**
             * @description Kind of resource.
             * @constant
             */
            type: "agent_version";
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description The error envelope. */
        ApiError: {
            /**
             * @description Machine-readable code. Known: `bad_request`, `validation_errors`, `bad_authtoken`, `not_found`,
             *     `invalid_action`. There are others.
             * @example not_found
             */
            code: string;
            /** @description Text for a person. Not meant to be parsed. */
            message: string;
            /**
             * @description Always `error`.
             * @constant
             */
            status: "error";
        };
        /**
         * @description Creates a span. It is wrapped in `details`, as seen working live in August 2026; some vendor pages show its fields
         *     flat.
         */
        BulkCreateAgentSpan: {
            /**
             * @description Type of the item.
             * @constant
             */
            _type: "agent_spans/create";
        } & (components["schemas"]["CreateAgentSpanFields"] & components["schemas"]["BulkKey"]);
        /** @description Finishes a run. By analogy; no source shows this type in use. */
        BulkFinishAgentInstance: {
            /**
             * @description Type of the item.
             * @constant
             */
            _type: "agent_instances/finish";
            /** @description Run to finish. */
            agent_instance_id: components["schemas"]["AgentInstanceId"];
        } & (components["schemas"]["FinishInstanceFields"] & components["schemas"]["BulkKey"]);
        /**
         * @description Finishes a span. Its fields are flat; inside `details` the API accepts them and stores no result (observed live in
         *     August 2026).
         */
        BulkFinishAgentSpan: {
            /**
             * @description Type of the item.
             * @constant
             */
            _type: "agent_spans/finish";
            /** @description Span to finish. */
            agent_span_id: components["schemas"]["AgentSpanId"];
        } & (components["schemas"]["FinishSpanFields"] & components["schemas"]["BulkKey"]);
        /** @description One operation: its type, its key, and the path, query and body parameters of that operation side by side. */
        BulkItem: components["schemas"]["BulkRegisterAgentInstance"] | components["schemas"]["BulkStartAgentInstance"] | components["schemas"]["BulkFinishAgentInstance"] | components["schemas"]["BulkTerminateAgentInstance"] | components["schemas"]["BulkRecordAgentInstanceQuality"] | components["schemas"]["BulkListAgentInstances"] | components["schemas"]["BulkShowAgentInstance"] | components["schemas"]["BulkCreateAgentSpan"] | components["schemas"]["BulkFinishAgentSpan"] | components["schemas"]["BulkListAgentSpans"] | components["schemas"]["BulkShowAgentSpan"] | components["schemas"]["BulkOther"];
        /** @description The key of a bulk item. */
        BulkKey: {
            /**
             * @description Makes the item safe to repeat, and names its answer in `outputs`. Needed for reads too. 8 to 128 visible ASCII
             *     characters, unique within the request. An older reference has no maximum, the vendor's Python client allows
             *     64.
             * @example ticket-20417-span-2
             */
            idempotency_key: string;
        };
        /** @description Lists the runs of an agent. */
        BulkListAgentInstances: {
            /**
             * @description Type of the item.
             * @constant
             */
            _type: "agent_instances/list";
            /** @description Agent whose runs to list. */
            agent_id: components["schemas"]["AgentId"];
            /** @description Only runs of this version. */
            agent_version_id?: components["schemas"]["AgentVersionId"];
            /** @description Which part of the list to return. */
            pagination?: components["schemas"]["PaginationInput"];
            /** @description Order of the list. */
            sorting?: components["schemas"]["SortingInput"];
        } & components["schemas"]["BulkKey"];
        /** @description Lists the spans of a run or of an agent. */
        BulkListAgentSpans: {
            /**
             * @description Type of the item.
             * @constant
             */
            _type: "agent_spans/list";
            /** @description Agent whose spans to list. Give this or `agent_instance_id`. */
            agent_id?: components["schemas"]["AgentId"];
            /** @description Run whose spans to list. Give this or `agent_id`. */
            agent_instance_id?: components["schemas"]["AgentInstanceId"];
            /**
             * Format: date-time
             * @description End of the period to list.
             * @example 2026-03-02T10:00:00Z
             */
            end_time?: Date | string;
            /** @description Whether to compute the risk of each span. */
            include_risk_level?: boolean;
            /** @description Whether to render the `summary` of each span. False when absent. */
            include_summaries?: boolean;
            /** @description Which part of the list to return. */
            pagination?: components["schemas"]["PaginationInput"];
            /** @description Order of the list. */
            sorting?: components["schemas"]["SortingInput"];
            /**
             * Format: date-time
             * @description Start of the period to list.
             * @example 2026-03-02T09:00:00Z
             */
            start_time?: Date | string;
        } & components["schemas"]["BulkKey"];
        /**
         * @description An operation outside this document, such as `agents/show`. The parameters of that operation stand beside the type
         *     and the key, and are not checked here.
         */
        BulkOther: ({
            /**
             * @description Type of the item, `resource/verb`, other than the types this document describes.
             * @example agents/show
             */
            _type: string;
        } & {
            [key: string]: unknown;
        }) & components["schemas"]["BulkKey"];
        /** @description The answer of one item, told apart by `status`. */
        BulkOutput: components["schemas"]["BulkSuccessOutput"] | components["schemas"]["ErrorResponse"];
        /** @description Records or removes one quality value of a run. By analogy; no source shows this type in use. */
        BulkRecordAgentInstanceQuality: {
            /**
             * @description Type of the item.
             * @constant
             */
            _type: "agent_instances/record_quality";
            /** @description Run the value is about. */
            agent_instance_id: components["schemas"]["AgentInstanceId"];
        } & (components["schemas"]["RecordQualityFields"] & components["schemas"]["BulkKey"]);
        /** @description Registers a run. */
        BulkRegisterAgentInstance: {
            /**
             * @description Type of the item.
             * @constant
             */
            _type: "agent_instances/register";
        } & (components["schemas"]["RegisterAgentInstanceFields"] & components["schemas"]["BulkKey"]);
        /** @description The operations to carry out, in order. */
        BulkRequest: {
            /** @description At least one. Their keys must differ from each other. The API publishes no upper limit. */
            items: components["schemas"]["BulkItem"][];
        };
        /** @description The answers of the items that were carried out. `status` is `success` even when an item failed. */
        BulkResponse: {
            /**
             * @description Answers by the key of their item. Items after the first failure are absent: they were not attempted and may be
             *     sent again with the same keys.
             */
            outputs: {
                [key: string]: components["schemas"]["BulkOutput"];
            };
            /**
             * @description Always `success`.
             * @constant
             */
            status: "success";
        };
        /** @description Shows a run, found by its id or by the caller's own id of it. */
        BulkShowAgentInstance: {
            /**
             * @description Type of the item.
             * @constant
             */
            _type: "agent_instances/show";
            /** @description Id of the run. One of the two is needed. */
            agent_instance_id?: components["schemas"]["AgentInstanceId"];
            /**
             * @description The caller's own id of the run. One of the two is needed.
             * @example ticket-20417
             */
            external_identifier?: string;
            /** @description Whether to return the number of raised alerts. */
            include_alert_count?: boolean;
            /** @description Whether to return the cost breakdown. */
            include_costs?: boolean;
            /** @description Whether to return span counts. */
            include_counts?: boolean;
            /** @description Whether to return the risk score. */
            include_risk_score?: boolean;
        } & components["schemas"]["BulkKey"];
        /** @description Shows a span. */
        BulkShowAgentSpan: {
            /**
             * @description Type of the item.
             * @constant
             */
            _type: "agent_spans/show";
            /** @description Span to show. */
            agent_span_id: components["schemas"]["AgentSpanId"];
            /** @description Whether sensitive values stay redacted. Presumably true when absent. */
            redacted?: boolean;
        } & components["schemas"]["BulkKey"];
        /** @description Starts a run. By analogy; no source shows this type in use. */
        BulkStartAgentInstance: {
            /**
             * @description Type of the item.
             * @constant
             */
            _type: "agent_instances/start";
            /** @description Run to start. */
            agent_instance_id: components["schemas"]["AgentInstanceId"];
        } & (components["schemas"]["TimestampFields"] & components["schemas"]["BulkKey"]);
        /**
         * @description The success body of the item's operation: `details`, or `summaries` with `pagination` and `sorting`, and whatever
         *     stands beside them, such as `control`.
         */
        BulkSuccessOutput: {
            /**
             * @description Always `success`.
             * @constant
             */
            status: "success";
        } & {
            [key: string]: unknown;
        };
        /** @description Terminates a run. By analogy; no source shows this type in use. */
        BulkTerminateAgentInstance: {
            /**
             * @description Type of the item.
             * @constant
             */
            _type: "agent_instances/terminate";
            /** @description Run to terminate. */
            agent_instance_id: components["schemas"]["AgentInstanceId"];
        } & (components["schemas"]["TerminateInstanceFields"] & components["schemas"]["BulkKey"]);
        /**
         * @description A message from the operators of an agent to the agent. The only one known asks it to stop, after someone
         *     terminated its instance.
         */
        ControlSignal: {
            /**
             * @description Why, as given by whoever terminated the instance. The newest vendor SDK types it as a string that is always
             *     there; older ones allow null or absence.
             * @example Budget for this run is used up.
             */
            reason?: string | null;
            /** @description True when the agent should stop its run. */
            terminate: boolean;
        };
        /** @description Tokens used by the model calls of an instance and what they cost, in total and by model. */
        CostBreakdown: {
            /**
             * @description Input tokens read from a cache.
             * @example 512
             */
            cache_read?: number;
            /**
             * @description Cost of the tokens read from a cache. Null when no price is known.
             * @example 0.0006
             */
            cache_read_cost?: number | null;
            /** @description The same by model. */
            groups?: components["schemas"]["CostGroup"][];
            /**
             * @description Input tokens.
             * @example 1840
             */
            input?: number;
            /**
             * @description Cost of the input tokens. The currency is not documented. Null when no price is known.
             * @example 0.0046
             */
            input_cost?: number | null;
            /**
             * @description Output tokens.
             * @example 260
             */
            output?: number;
            /**
             * @description Cost of the output tokens. Null when no price is known.
             * @example 0.0026
             */
            output_cost?: number | null;
            /**
             * @description Sum of the costs. Null when no price is known.
             * @example 0.0078
             */
            total_cost?: number | null;
        };
        /** @description Tokens and costs of one model. */
        CostGroup: {
            /**
             * @description Input tokens read from a cache.
             * @example 512
             */
            cache_read?: number;
            /**
             * @description Cost of the tokens read from a cache. Null when no price is known.
             * @example 0.0006
             */
            cache_read_cost?: number | null;
            /**
             * @description Size of the context window of the model, in tokens. Null when unknown.
             * @example 128000
             */
            context_limit?: number | null;
            /**
             * @description Input tokens.
             * @example 1840
             */
            input?: number;
            /**
             * @description Cost of the input tokens. Null when no price is known.
             * @example 0.0046
             */
            input_cost?: number | null;
            /**
             * @description Name of the model.
             * @example example-model-1
             */
            model_name?: string;
            /**
             * @description Output tokens.
             * @example 260
             */
            output?: number;
            /**
             * @description Cost of the output tokens. Null when no price is known.
             * @example 0.0026
             */
            output_cost?: number | null;
            /**
             * @description Who serves the model. Null when unknown.
             * @example example-provider
             */
            provider?: string | null;
            /**
             * @description Sum of the costs of this model. Null when no price is known.
             * @example 0.0078
             */
            total_cost?: number | null;
        };
        /** @description A new span, wrapped in `details`. */
        CreateAgentSpanFields: {
            /** @description The span. */
            details: components["schemas"]["AgentSpanForCreate"];
        };
        /**
         * @description Creates a span. The key stands beside `details`. The vendor's Python client puts it inside, where the API probably
         *     drops it.
         */
        CreateAgentSpanRequest: {
            idempotency_key?: components["schemas"]["IdempotencyKey"];
        } & components["schemas"]["CreateAgentSpanFields"];
        /** @description Which categories of data a payload may hold. Use `unknown` for what has not been assessed. */
        DataCategories: {
            /** @description Passwords, keys and other secrets. */
            authentication_and_secrets: components["schemas"]["DataCategoryPresence"];
            /** @description Observed behaviour and what is inferred from it. */
            behavioural_and_inferred: components["schemas"]["DataCategoryPresence"];
            /** @description Highest classification of the data. */
            classification: components["schemas"]["DataClassification"];
            /** @description Addresses, telephone numbers and the like. */
            contact_information: components["schemas"]["DataCategoryPresence"];
            /** @description Data about offences and convictions. */
            criminal_justice: components["schemas"]["DataCategoryPresence"];
            /** @description Data about money and accounts. */
            financial_information: components["schemas"]["DataCategoryPresence"];
            /** @description GDPR special category, biometric data used for identification. */
            gdpr_biometric_for_identification: components["schemas"]["DataCategoryPresence"];
            /** @description GDPR special category, genetic data. */
            gdpr_genetic_data: components["schemas"]["DataCategoryPresence"];
            /** @description GDPR special category, political opinions. */
            gdpr_political_opinions: components["schemas"]["DataCategoryPresence"];
            /** @description GDPR special category, racial or ethnic origin. */
            gdpr_racial_or_ethnic_origin: components["schemas"]["DataCategoryPresence"];
            /** @description GDPR special category, religious or philosophical beliefs. */
            gdpr_religious_or_philosophical_beliefs: components["schemas"]["DataCategoryPresence"];
            /** @description GDPR special category, sex life or sexual orientation. */
            gdpr_sex_life_or_sexual_orientation: components["schemas"]["DataCategoryPresence"];
            /** @description GDPR special category, trade union membership. */
            gdpr_trade_union_membership: components["schemas"]["DataCategoryPresence"];
            /** @description Data about health. */
            health_and_medical: components["schemas"]["DataCategoryPresence"];
            /** @description Where people are or were. */
            location_and_tracking: components["schemas"]["DataCategoryPresence"];
            /** @description Data about minors. */
            minors_data: components["schemas"]["DataCategoryPresence"];
            /** @description Confidential data of an organisation. */
            organisational_confidential: components["schemas"]["DataCategoryPresence"];
            /** @description Data that identifies a person. */
            personal_identifiers: components["schemas"]["DataCategoryPresence"];
        };
        /**
         * @description Name of a category of DataCategories.
         * @enum {string}
         */
        DataCategoryName: "personal_identifiers" | "contact_information" | "financial_information" | "health_and_medical" | "criminal_justice" | "authentication_and_secrets" | "organisational_confidential" | "minors_data" | "location_and_tracking" | "behavioural_and_inferred" | "gdpr_racial_or_ethnic_origin" | "gdpr_political_opinions" | "gdpr_religious_or_philosophical_beliefs" | "gdpr_trade_union_membership" | "gdpr_genetic_data" | "gdpr_biometric_for_identification" | "gdpr_sex_life_or_sexual_orientation" | (string & {});
        /**
         * @description `unknown` means not assessed.
         * @enum {string}
         */
        DataCategoryPresence: "unknown" | "included" | "excluded";
        /**
         * @description How confidential data is, from `public` up to `secret`. `unknown` means not assessed.
         * @enum {string}
         */
        DataClassification: "unknown" | "public" | "internal" | "confidential" | "restricted" | "secret";
        /**
         * @description What a span type may do and which data it may carry. Used in requests and answers. Published references mark every
         *     field as required; whether the API would accept a partial object is unknown.
         */
        DataRisk: {
            /** @description What spans of this type may do. */
            action_profile: components["schemas"]["ActionProfile"];
            /** @description Data that may be in the `payload`. */
            params_data_categories: components["schemas"]["DataCategories"];
            /** @description Data that may be in the `result_payload`. */
            result_data_categories: components["schemas"]["DataCategories"];
        };
        /** @description The error envelope of a request that failed validation. */
        DetailedApiError: {
            /**
             * @description Machine-readable code, `validation_errors` in the published references.
             * @example validation_errors
             */
            code: string;
            /**
             * @description What is wrong, by field name. The sources disagree on the values: lists of strings in an early vendor type,
             *     any value in the vendor's Python client, nested `{status, code, message}` objects in one of its tests.
             */
            errors: {
                [key: string]: unknown;
            };
            /** @description Text for a person. Not meant to be parsed. */
            message: string;
            /**
             * @description Always `error`.
             * @constant
             */
            status: "error";
        };
        /** @description An empty object. */
        DiscardSensitiveRequest: Record<string, never>;
        /**
         * @description Id of an environment, such as staging or production (a PFID).
         * @example 013xrzp12g3nqk8nzxvq7jm2arsfg5h1
         */
        EnvironmentId: string;
        /** @description An error, with `errors` when the request failed validation. */
        ErrorResponse: components["schemas"]["DetailedApiError"] | components["schemas"]["ApiError"];
        /** @description How and when a run ended. */
        FinishInstanceFields: {
            /**
             * @description How it ended. `complete` when absent. `cancelled` needs an instance that is `pending`; start and end are then
             *     both set to the timestamp.
             */
            status?: components["schemas"]["FinishStatus"];
            /**
             * Format: date-time
             * @description When it ended. Null or absent for now.
             * @example 2026-03-02T09:30:09Z
             */
            timestamp?: Date | string | null;
        };
        /** @description Finishes a run. May be empty. */
        FinishInstanceRequest: {
            idempotency_key?: components["schemas"]["IdempotencyKey"];
        } & components["schemas"]["FinishInstanceFields"];
        /** @description How and when a span ended, and what came out. Not wrapped in `details`. */
        FinishSpanFields: {
            /** @description What came out, in the shape of its type's `result_schema`. Null or absent for none. */
            result_payload?: object | null;
            /** @description Whether `result_payload` marks sensitive values. Presumably false when absent. Since June 2026. */
            sensitive_encoding?: boolean;
            /**
             * @description How it ended. `complete` when absent. `cancelled` needs a span that is `pending`; start and end are then both
             *     set to the timestamp.
             */
            status?: components["schemas"]["FinishStatus"];
            /**
             * Format: date-time
             * @description When it ended. Null or absent for now.
             * @example 2026-03-02T09:30:08Z
             */
            timestamp?: Date | string | null;
        };
        /** @description Finishes a span. May be empty. */
        FinishSpanRequest: {
            idempotency_key?: components["schemas"]["IdempotencyKey"];
        } & components["schemas"]["FinishSpanFields"];
        /**
         * @description How an instance or a span ended. `cancelled` is for one that is still `pending`. `terminated` cannot be set this
         *     way.
         * @enum {string}
         */
        FinishStatus: "complete" | "failed" | "cancelled";
        /**
         * @description Makes the request safe to repeat: the same key returns the first result without acting again. 1 to 64 visible
         *     ASCII characters; null or absent means no protection. The limit of 64 is that of both vendor SDKs.
         * @example 7d0c9f1e-3f5a-4a53-9b3c-0f3a0c1d2e01
         */
        IdempotencyKey: string | null;
        /** @description Which part of a list to return. */
        PaginationInput: {
            /**
             * @description Number of items to skip, zero-based. Presumably 0 when absent.
             * @example 0
             */
            offset?: number;
            /**
             * @description Most items to return. The default is not documented; clients send 25 or 100.
             * @example 50
             */
            page_size?: number;
        };
        /** @description Where the returned page stands in the whole list. */
        PaginationOutput: {
            /**
             * @description Number of items in the whole list.
             * @example 200
             */
            item_count: number;
            /**
             * @description Position of the last item of this page, one-based.
             * @example 100
             */
            item_end: number;
            /**
             * @description Position of the first item of this page, one-based.
             * @example 91
             */
            item_start: number;
            /**
             * @description The `offset` of the next page. Null on the last page.
             * @example 100
             */
            next_page_offset: number | null;
            /**
             * @description Number of pages in the whole list.
             * @example 20
             */
            page_count: number;
            /**
             * @description Number of this page, one-based.
             * @example 10
             */
            page_index: number;
            /**
             * @description Number of items before this page, zero-based.
             * @example 90
             */
            page_offset: number;
            /**
             * @description Most items a page can hold.
             * @example 10
             */
            page_size: number;
            /**
             * @description The `offset` of the previous page. Null on the first page.
             * @example 80
             */
            previous_page_offset: number | null;
        };
        /** @description Answer to a token that was accepted. Sources agree only that it is a JSON object. */
        PingResponse: {
            /**
             * @description `success` in every known sample; those come from test doubles, not from the live API.
             * @example success
             */
            status?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A named quality value that may be recorded on an instance. Since August 2026. */
        QualitySchemaForCreate: {
            /** @description Which data the value may carry. Null or absent for not assessed. Only the vendor's Python client sends null. */
            data_risk?: components["schemas"]["DataRisk"] | null;
            /**
             * @description What the value says. Null or absent for none. Only the vendor's Python client sends null.
             * @example How well the answer fits the question.
             */
            description?: string | null;
            /**
             * @description Name to record values under.
             * @example answer_review
             */
            name: string;
            /** @description JSON Schema of the value. */
            schema: object;
            /**
             * @description Liquid template of the summary. Null or absent for none. Only the vendor's Python client sends null.
             * @example {{ score }} of 5
             */
            template?: string | null;
            /**
             * @description Title to show. The name when null or absent. Only the vendor's Python client sends null.
             * @example Answer review
             */
            title?: string | null;
        };
        /** @description The error envelope of a request that came too soon. */
        RateLimitError: {
            /**
             * @description How long to wait before the next attempt, in milliseconds. Absent when the API gives no hint. One independent
             *     client reads it; no published reference shows it.
             * @example 2000
             */
            retry_after_ms?: number;
        } & components["schemas"]["ApiError"];
        /** @description One quality value of a run. */
        RecordQualityFields: {
            /**
             * @description Name of the quality schema, as registered in `quality_schemas`.
             * @example answer_review
             */
            name: string;
            /**
             * @description The value, in the shape of its schema. Null removes the stored value of this name; other names are untouched.
             *     Both vendor SDKs always send it.
             */
            payload: object | null;
        };
        /** @description Records or removes one quality value of a run. */
        RecordQualityRequest: {
            idempotency_key?: components["schemas"]["IdempotencyKey"];
        } & components["schemas"]["RecordQualityFields"];
        /** @description What a registration says about the new run. */
        RegisterAgentInstanceFields: {
            /**
             * @description Agent that runs. Needed with an account token. Null or absent with an agent deployment token, which implies
             *     it. Older references require it.
             * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
             */
            agent_id?: string | null;
            /**
             * @description Shapes of what the run will record. Required by older references and the vendor's Python client, optional in
             *     the newest vendor SDK.
             */
            agent_schema_version?: components["schemas"]["AgentSchemaVersionForRegister"];
            /**
             * @description Version of the agent's code. Required by older references and the vendor's Python client, optional in the
             *     newest vendor SDK.
             */
            agent_version?: components["schemas"]["AgentVersionForRegister"];
            /**
             * @description Environment it runs in. Needed with an account token. Null or absent with an agent deployment token, which
             *     implies it. Since May 2026.
             * @example 013xrzp12g3nqk8nzxvq7jm2arsfg5h1
             */
            environment_id?: string | null;
            /**
             * @description The caller's own id of this run, unique per agent. An instance can be looked up by it. Only in the newest
             *     vendor SDK.
             * @example ticket-20417
             */
            external_identifier?: string;
            /**
             * @description Id for the new instance, chosen by the caller within the partition of its account. Null or absent to let the
             *     API choose.
             * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
             */
            id?: string | null;
            /** @description What the run is for. `live` when absent. Since July 2026. */
            purpose?: components["schemas"]["AgentInstancePurpose"];
            /**
             * @description Whether this version becomes the current one of the deployment. The vendor's Python client always sends it, as
             *     true unless told otherwise; what the API does when it is absent is not documented.
             */
            update_current_version?: boolean;
        };
        /** @description Registers a run. Nothing is required with an agent deployment token. */
        RegisterAgentInstanceRequest: {
            idempotency_key?: components["schemas"]["IdempotencyKey"];
        } & components["schemas"]["RegisterAgentInstanceFields"];
        /** @description The new instance and the versions it uses. */
        RegisterAgentInstanceResponse: {
            /** @description The schema version found or created. Absent in older references; the vendor SDKs ignore it. */
            agent_schema_version?: components["schemas"]["AgentSchemaVersion"];
            /** @description The version found or created. Absent in older references; the vendor SDKs ignore it. */
            agent_version?: components["schemas"]["AgentVersion"];
            /** @description The new instance, in status `pending`. */
            details: components["schemas"]["AgentInstance"];
            /**
             * @description Always `success`.
             * @constant
             */
            status: "success";
        };
        /**
         * @description How risky something is.
         * @enum {string}
         */
        RiskLevel: "low" | "medium" | "high" | "critical" | (string & {});
        /** @description How risky an instance is, computed from the data risk of its span types and how often they occur. */
        RiskScore: {
            /** @description Categories of data that any span type includes. */
            all_data_categories?: components["schemas"]["DataCategoryName"][];
            /** @description Actions that any span type allows. */
            allowed_actions?: components["schemas"]["ActionName"][];
            /** @description True when at least one span type could be assessed. */
            any_assessable?: boolean;
            /**
             * @description Total score from which the level is `critical`.
             * @example 100
             */
            critical_threshold?: number;
            /**
             * @description Highest classification of data in any span type. Null when none could be assessed.
             * @enum {string|null}
             */
            peak_classification?: "unknown" | "public" | "internal" | "confidential" | "restricted" | "secret" | (string & {}) | null;
            /** @description The contribution of each span type. */
            per_type?: components["schemas"]["RiskScoreByType"][];
            /**
             * @description Level of the total score. Null when it cannot be assessed.
             * @enum {string|null}
             */
            risk_level?: "low" | "medium" | "high" | "critical" | (string & {}) | null;
            /**
             * @description Sum of the contributions of all span types.
             * @example 12.5
             */
            total_score?: number;
        };
        /** @description Contribution of one span type to a risk score. */
        RiskScoreByType: {
            /**
             * @description Number of spans of this type.
             * @example 1
             */
            count?: number;
            /** @description Level of this type. */
            risk_level?: components["schemas"]["RiskLevel"];
            /**
             * @description Name of the span type.
             * @example support:llm
             */
            schema_name?: string;
            /**
             * @description What all spans of this type add to the total score.
             * @example 12.5
             */
            total_contribution?: number;
            /**
             * @description Score of one span of this type.
             * @example 12.5
             */
            type_score?: number;
        };
        /** @description What an agent runs on. The newest vendor SDK sends all four fields. */
        RuntimeEnvironment: {
            /**
             * @description Adapters for agent frameworks, as `package@version`. May be empty.
             * @example [
             *       "@prefactor/langchain@2.0.0"
             *     ]
             */
            agent_sdk?: string[];
            /**
             * @description Operating system.
             * @example linux
             */
            os?: string;
            /**
             * @description Prefactor libraries, as `package@version`.
             * @example [
             *       "@prefactor/core@1.1.0"
             *     ]
             */
            prefactor_sdk?: string[];
            /**
             * @description Language runtime, as `name@version`.
             * @example node@22.12.0
             */
            runtime?: string;
        };
        /** @description A named quality or alert value, as stored. */
        SchemaDetails: {
            /**
             * @description Which data the value may carry. Sources show it as always present; null is allowed for here, because the
             *     request may leave it out.
             */
            data_risk?: components["schemas"]["DataRisk"] | null;
            /** @description What the value says. Null when it was not given. */
            description?: string | null;
            /**
             * @description Name that values are recorded under.
             * @example answer_review
             */
            name: string;
            /** @description JSON Schema of the value. */
            schema?: {
                [key: string]: unknown;
            };
            /** @description Whether `schema` is a valid JSON Schema. */
            schema_validation?: components["schemas"]["SchemaValidationResult"];
            /** @description Liquid template of the summary. Null when it was not given. */
            template?: string | null;
            /**
             * @description Title to show. The name when none was given.
             * @example Answer review
             */
            title?: string;
        };
        /** @description Whether a stored JSON Schema is valid. An invalid one seems to be stored and flagged, not refused. */
        SchemaValidationResult: {
            /** @description What is wrong with the schema. Null when it is valid. */
            message?: string | null;
            /**
             * @description `success` for a valid schema.
             * @enum {string}
             */
            status: "success" | "error" | (string & {});
        };
        /**
         * @description `asc` is smallest or oldest first, `desc` is largest or newest first.
         * @enum {string}
         */
        SortDirection: "asc" | "desc";
        /** @description The order that was applied to a list. */
        Sorting: {
            /**
             * @description Direction of the order.
             * @enum {string}
             */
            direction: "asc" | "desc" | (string & {});
            /**
             * @description Name of the field the list is sorted by.
             * @example id
             */
            field: string;
            /**
             * @description Where items without a value come. The vendor's Python client does not know this field.
             * @enum {string}
             */
            nulls?: "first" | "last" | "auto" | (string & {});
        };
        /**
         * @description Order of a list. The newest published reference has a plain string instead (`sorting=-inserted_at`), but that form
         *     was refused and this one was in use against the live API in July and August 2026.
         */
        SortingInput: {
            /** @description Ascending or descending. Only requests that give it have been seen, so giving it is advised. */
            direction?: components["schemas"]["SortDirection"];
            /**
             * @description Name of the field to sort by. `id` sorts by time of creation.
             * @example id
             */
            field?: string;
        };
        /** @description A type of span, as stored. */
        SpanTypeSchemaDetails: {
            /**
             * @description What such a span may do and which data it may carry. Sources show it as always present; null is allowed for
             *     here, because the request may leave it out.
             */
            data_risk?: components["schemas"]["DataRisk"] | null;
            /** @description What such a span is. Null when it was not given. */
            description?: string | null;
            /**
             * @description The `schema_name` of spans of this type.
             * @example support:llm
             */
            name: string;
            /** @description JSON Schema of the `payload`. */
            params_schema?: {
                [key: string]: unknown;
            };
            /** @description Whether `params_schema` is a valid JSON Schema. */
            params_schema_validation?: components["schemas"]["SchemaValidationResult"];
            /** @description JSON Schema of the `result_payload`. Empty when it was not given. */
            result_schema?: {
                [key: string]: unknown;
            };
            /** @description Whether `result_schema` is a valid JSON Schema. */
            result_schema_validation?: components["schemas"]["SchemaValidationResult"];
            /** @description Liquid template of the span's `summary`. Null when it was not given. */
            template?: string | null;
            /**
             * @description Title to show. The name when none was given.
             * @example Model call
             */
            title?: string;
        };
        /** @description A type of span. A payload that does not match is recorded and flagged, not refused. */
        SpanTypeSchemaForCreate: {
            /** @description What such a span may do and which data it may carry. Null or absent for not assessed. */
            data_risk?: components["schemas"]["DataRisk"] | null;
            /**
             * @description What such a span is. Null or absent for none.
             * @example One call of a language model.
             */
            description?: string | null;
            /**
             * @description The `schema_name` of spans of this type.
             * @example support:llm
             */
            name: string;
            /** @description JSON Schema of the `payload`. */
            params_schema: object;
            /** @description JSON Schema of the `result_payload`. An empty schema when null or absent. */
            result_schema?: object | null;
            /**
             * @description Liquid template of the span's `summary`. It sees payload and result merged; the result wins. Null or absent
             *     for none.
             * @example Asked {{ model }}
             */
            template?: string | null;
            /**
             * @description Title to show. The name when null or absent.
             * @example Model call
             */
            title?: string | null;
        };
        /** @description Why and when a run was terminated. */
        TerminateInstanceFields: {
            /**
             * @description Why, not blank. Stored as `termination_reason` and sent to the agent as `control.reason`.
             * @example Budget for this run is used up.
             */
            reason: string;
            /**
             * Format: date-time
             * @description When it was terminated. Absent for now. Only in the newest vendor SDK, which never sends null.
             * @example 2026-03-02T09:30:07Z
             */
            timestamp?: Date | string;
        };
        /** @description Terminates a run. */
        TerminateInstanceRequest: {
            idempotency_key?: components["schemas"]["IdempotencyKey"];
        } & components["schemas"]["TerminateInstanceFields"];
        /** @description When something happened. */
        TimestampFields: {
            /**
             * Format: date-time
             * @description When it happened. Null or absent for now.
             * @example 2026-03-02T09:30:01Z
             */
            timestamp?: Date | string | null;
        };
        /** @description Starts a run. May be empty. */
        TimestampRequest: {
            idempotency_key?: components["schemas"]["IdempotencyKey"];
        } & components["schemas"]["TimestampFields"];
    };
    responses: {
        /** @description The request is malformed. Sources do not say when the API answers 400 and when 422. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The action is not possible in the current state, mostly because it was already done. Both vendor SDKs take this
         *     answer to a finish as success.
         */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description Any other error, such as 413 or 5xx. */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The token may not do this. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /**
         * @description No such resource. On registration this can pass, when an agent was only just created; the vendor's TypeScript SDK
         *     then tries again with the same key.
         */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description Too many requests. Wait, then repeat the request with the same key. */
        TooManyRequests: {
            headers: {
                /**
                 * @description How long to wait before the next attempt, in whole seconds. One independent client reads it; no published
                 *     reference shows it.
                 * @example 2
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RateLimitError"];
            };
        };
        /** @description The token is missing, expired, revoked, or of a kind that may not do this. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The request failed validation. Sources do not say when the API answers 400 and when 422. */
        UnprocessableContent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: {
        /**
         * @description Id of the agent instance.
         * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
         */
        AgentInstanceIdInPath: components["schemas"]["AgentInstanceId"];
        /**
         * @description Id of the agent span.
         * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
         */
        AgentSpanIdInPath: components["schemas"]["AgentSpanId"];
        /**
         * @description Which part of the list to return, as `pagination[offset]=0&pagination[page_size]=50`.
         * @example {
         *       "offset": 0,
         *       "page_size": 50
         *     }
         */
        Pagination: components["schemas"]["PaginationInput"];
        /**
         * @description Order of the list, as `sorting[field]=id&sorting[direction]=desc`. Oldest first when absent, at least for
         *     instances. The newest published reference has a plain string instead (`sorting=-id`), which the live API refused
         *     in July 2026.
         * @example {
         *       "field": "id",
         *       "direction": "desc"
         *     }
         */
        Sorting: components["schemas"]["SortingInput"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type AccountId = components['schemas']['AccountId'];
export type ActionName = components['schemas']['ActionName'];
export type ActionPermission = components['schemas']['ActionPermission'];
export type ActionProfile = components['schemas']['ActionProfile'];
export type AgentContext = components['schemas']['AgentContext'];
export type AgentContextResponse = components['schemas']['AgentContextResponse'];
export type AgentDeploymentId = components['schemas']['AgentDeploymentId'];
export type AgentId = components['schemas']['AgentId'];
export type AgentInstance = components['schemas']['AgentInstance'];
export type AgentInstanceId = components['schemas']['AgentInstanceId'];
export type AgentInstanceListResponse = components['schemas']['AgentInstanceListResponse'];
export type AgentInstancePurpose = components['schemas']['AgentInstancePurpose'];
export type AgentInstanceResponse = components['schemas']['AgentInstanceResponse'];
export type AgentInstanceSpanCounts = components['schemas']['AgentInstanceSpanCounts'];
export type AgentInstanceSpanSchemaCounts = components['schemas']['AgentInstanceSpanSchemaCounts'];
export type AgentInstanceSummary = components['schemas']['AgentInstanceSummary'];
export type AgentSchemaVersion = components['schemas']['AgentSchemaVersion'];
export type AgentSchemaVersionForRegister = components['schemas']['AgentSchemaVersionForRegister'];
export type AgentSchemaVersionId = components['schemas']['AgentSchemaVersionId'];
export type AgentSchemaVersionSummary = components['schemas']['AgentSchemaVersionSummary'];
export type AgentSpan = components['schemas']['AgentSpan'];
export type AgentSpanForCreate = components['schemas']['AgentSpanForCreate'];
export type AgentSpanId = components['schemas']['AgentSpanId'];
export type AgentSpanListResponse = components['schemas']['AgentSpanListResponse'];
export type AgentSpanPurpose = components['schemas']['AgentSpanPurpose'];
export type AgentSpanResponse = components['schemas']['AgentSpanResponse'];
export type AgentSpanStatus = components['schemas']['AgentSpanStatus'];
export type AgentSpanStatusForCreate = components['schemas']['AgentSpanStatusForCreate'];
export type AgentSpanSummary = components['schemas']['AgentSpanSummary'];
export type AgentSpanWriteResponse = components['schemas']['AgentSpanWriteResponse'];
export type AgentStatus = components['schemas']['AgentStatus'];
export type AgentVersion = components['schemas']['AgentVersion'];
export type AgentVersionForRegister = components['schemas']['AgentVersionForRegister'];
export type AgentVersionId = components['schemas']['AgentVersionId'];
export type AgentVersionSummary = components['schemas']['AgentVersionSummary'];
export type ApiError = components['schemas']['ApiError'];
export type BulkCreateAgentSpan = components['schemas']['BulkCreateAgentSpan'];
export type BulkFinishAgentInstance = components['schemas']['BulkFinishAgentInstance'];
export type BulkFinishAgentSpan = components['schemas']['BulkFinishAgentSpan'];
export type BulkItem = components['schemas']['BulkItem'];
export type BulkKey = components['schemas']['BulkKey'];
export type BulkListAgentInstances = components['schemas']['BulkListAgentInstances'];
export type BulkListAgentSpans = components['schemas']['BulkListAgentSpans'];
export type BulkOther = components['schemas']['BulkOther'];
export type BulkOutput = components['schemas']['BulkOutput'];
export type BulkRecordAgentInstanceQuality = components['schemas']['BulkRecordAgentInstanceQuality'];
export type BulkRegisterAgentInstance = components['schemas']['BulkRegisterAgentInstance'];
export type BulkRequest = components['schemas']['BulkRequest'];
export type BulkResponse = components['schemas']['BulkResponse'];
export type BulkShowAgentInstance = components['schemas']['BulkShowAgentInstance'];
export type BulkShowAgentSpan = components['schemas']['BulkShowAgentSpan'];
export type BulkStartAgentInstance = components['schemas']['BulkStartAgentInstance'];
export type BulkSuccessOutput = components['schemas']['BulkSuccessOutput'];
export type BulkTerminateAgentInstance = components['schemas']['BulkTerminateAgentInstance'];
export type ControlSignal = components['schemas']['ControlSignal'];
export type CostBreakdown = components['schemas']['CostBreakdown'];
export type CostGroup = components['schemas']['CostGroup'];
export type CreateAgentSpanFields = components['schemas']['CreateAgentSpanFields'];
export type CreateAgentSpanRequest = components['schemas']['CreateAgentSpanRequest'];
export type DataCategories = components['schemas']['DataCategories'];
export type DataCategoryName = components['schemas']['DataCategoryName'];
export type DataCategoryPresence = components['schemas']['DataCategoryPresence'];
export type DataClassification = components['schemas']['DataClassification'];
export type DataRisk = components['schemas']['DataRisk'];
export type DetailedApiError = components['schemas']['DetailedApiError'];
export type DiscardSensitiveRequest = components['schemas']['DiscardSensitiveRequest'];
export type EnvironmentId = components['schemas']['EnvironmentId'];
export type ErrorResponse = components['schemas']['ErrorResponse'];
export type FinishInstanceFields = components['schemas']['FinishInstanceFields'];
export type FinishInstanceRequest = components['schemas']['FinishInstanceRequest'];
export type FinishSpanFields = components['schemas']['FinishSpanFields'];
export type FinishSpanRequest = components['schemas']['FinishSpanRequest'];
export type FinishStatus = components['schemas']['FinishStatus'];
export type IdempotencyKey = components['schemas']['IdempotencyKey'];
export type PaginationInput = components['schemas']['PaginationInput'];
export type PaginationOutput = components['schemas']['PaginationOutput'];
export type PingResponse = components['schemas']['PingResponse'];
export type QualitySchemaForCreate = components['schemas']['QualitySchemaForCreate'];
export type RateLimitError = components['schemas']['RateLimitError'];
export type RecordQualityFields = components['schemas']['RecordQualityFields'];
export type RecordQualityRequest = components['schemas']['RecordQualityRequest'];
export type RegisterAgentInstanceFields = components['schemas']['RegisterAgentInstanceFields'];
export type RegisterAgentInstanceRequest = components['schemas']['RegisterAgentInstanceRequest'];
export type RegisterAgentInstanceResponse = components['schemas']['RegisterAgentInstanceResponse'];
export type RiskLevel = components['schemas']['RiskLevel'];
export type RiskScore = components['schemas']['RiskScore'];
export type RiskScoreByType = components['schemas']['RiskScoreByType'];
export type RuntimeEnvironment = components['schemas']['RuntimeEnvironment'];
export type SchemaDetails = components['schemas']['SchemaDetails'];
export type SchemaValidationResult = components['schemas']['SchemaValidationResult'];
export type SortDirection = components['schemas']['SortDirection'];
export type Sorting = components['schemas']['Sorting'];
export type SortingInput = components['schemas']['SortingInput'];
export type SpanTypeSchemaDetails = components['schemas']['SpanTypeSchemaDetails'];
export type SpanTypeSchemaForCreate = components['schemas']['SpanTypeSchemaForCreate'];
export type TerminateInstanceFields = components['schemas']['TerminateInstanceFields'];
export type TerminateInstanceRequest = components['schemas']['TerminateInstanceRequest'];
export type TimestampFields = components['schemas']['TimestampFields'];
export type TimestampRequest = components['schemas']['TimestampRequest'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseConflict = components['responses']['Conflict'];
export type ResponseError = components['responses']['Error'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseUnprocessableContent = components['responses']['UnprocessableContent'];
export type ParameterAgentInstanceIdInPath = components['parameters']['AgentInstanceIdInPath'];
export type ParameterAgentSpanIdInPath = components['parameters']['AgentSpanIdInPath'];
export type ParameterPagination = components['parameters']['Pagination'];
export type ParameterSorting = components['parameters']['Sorting'];
export type $defs = Record<string, never>;
export interface operations {
    listAgentInstances: {
        parameters: {
            query: {
                /**
                 * @description Agent whose runs to list. Every known client sends it; the published references do not say whether it is
                 *     required.
                 * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
                 */
                agent_id: components["schemas"]["AgentId"];
                /**
                 * @description Only runs of this version.
                 * @example 013xrzp12g3nqk8n6mv28ge2v9f7n2hc
                 */
                agent_version_id?: components["schemas"]["AgentVersionId"];
                /**
                 * @description Which part of the list to return, as `pagination[offset]=0&pagination[page_size]=50`.
                 * @example {
                 *       "offset": 0,
                 *       "page_size": 50
                 *     }
                 */
                pagination?: components["parameters"]["Pagination"];
                /**
                 * @description Order of the list, as `sorting[field]=id&sorting[direction]=desc`. Oldest first when absent, at least for
                 *     instances. The newest published reference has a plain string instead (`sorting=-id`), which the live API refused
                 *     in July 2026.
                 * @example {
                 *       "field": "id",
                 *       "direction": "desc"
                 *     }
                 */
                sorting?: components["parameters"]["Sorting"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of instances. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentInstanceListResponse"];
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
                 * @description Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: components["parameters"]["AgentInstanceIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentInstanceResponse"];
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
                 * @description Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: components["parameters"]["AgentInstanceIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The context. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentContextResponse"];
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
                 * @description Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: components["parameters"]["AgentInstanceIdInPath"];
            };
            cookie?: never;
        };
        /** @description How and when the run ended. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["FinishInstanceRequest"];
            };
        };
        responses: {
            /** @description The instance, now ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentInstanceResponse"];
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
                 * @description Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: components["parameters"]["AgentInstanceIdInPath"];
            };
            cookie?: never;
        };
        /** @description The quality value. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordQualityRequest"];
            };
        };
        responses: {
            /** @description The instance with its quality values. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentInstanceResponse"];
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
                 * @description Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: components["parameters"]["AgentInstanceIdInPath"];
            };
            cookie?: never;
        };
        /** @description When the run started. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimestampRequest"];
            };
        };
        responses: {
            /** @description The instance, now `active`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentInstanceResponse"];
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
                 * @description Id of the agent instance.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id: components["parameters"]["AgentInstanceIdInPath"];
            };
            cookie?: never;
        };
        /** @description Why and when the run was terminated. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TerminateInstanceRequest"];
            };
        };
        responses: {
            /** @description The instance, now `terminated`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentInstanceResponse"];
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
        /** @description The new run. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterAgentInstanceRequest"];
            };
        };
        responses: {
            /** @description The new instance and the versions it uses. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterAgentInstanceResponse"];
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
            query?: {
                /**
                 * @description Id of the run. One of the two is needed.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id?: components["schemas"]["AgentInstanceId"];
                /**
                 * @description The caller's own id of the run, as given at registration. One of the two is needed.
                 * @example ticket-20417
                 */
                external_identifier?: string;
                /**
                 * @description Whether to return the number of raised alerts.
                 * @example true
                 */
                include_alert_count?: boolean;
                /**
                 * @description Whether to return the cost breakdown.
                 * @example true
                 */
                include_costs?: boolean;
                /**
                 * @description Whether to return span counts.
                 * @example true
                 */
                include_counts?: boolean;
                /**
                 * @description Whether to return the risk score. On the details of an instance this flag made the API answer 500 in July
                 *     2026.
                 * @example false
                 */
                include_risk_score?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentInstanceResponse"];
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
            query?: {
                /**
                 * @description Agent whose spans to list. Give this or `agent_instance_id`. Observed live, in no published reference.
                 * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
                 */
                agent_id?: components["schemas"]["AgentId"];
                /**
                 * @description Run whose spans to list. Give this or `agent_id`.
                 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
                 */
                agent_instance_id?: components["schemas"]["AgentInstanceId"];
                /**
                 * @description End of the period to list. The vendor's command-line tool requires it; the live API did not in July 2026.
                 * @example 2026-03-02T10:00:00Z
                 */
                end_time?: Date | string;
                /**
                 * @description Whether to compute the risk of each span. Observed live, in no published reference.
                 * @example true
                 */
                include_risk_level?: boolean;
                /**
                 * @description Whether to render the `summary` of each span, which takes time. False when absent.
                 * @example true
                 */
                include_summaries?: boolean;
                /**
                 * @description Which part of the list to return, as `pagination[offset]=0&pagination[page_size]=50`.
                 * @example {
                 *       "offset": 0,
                 *       "page_size": 50
                 *     }
                 */
                pagination?: components["parameters"]["Pagination"];
                /**
                 * @description Order of the list, as `sorting[field]=id&sorting[direction]=desc`. Oldest first when absent, at least for
                 *     instances. The newest published reference has a plain string instead (`sorting=-id`), which the live API refused
                 *     in July 2026.
                 * @example {
                 *       "field": "id",
                 *       "direction": "desc"
                 *     }
                 */
                sorting?: components["parameters"]["Sorting"];
                /**
                 * @description Start of the period to list. The vendor's command-line tool requires it; the live API did not in July 2026.
                 * @example 2026-03-02T09:00:00Z
                 */
                start_time?: Date | string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of spans. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSpanListResponse"];
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
        /** @description The new span. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAgentSpanRequest"];
            };
        };
        responses: {
            /** @description The new span, and perhaps a control signal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSpanWriteResponse"];
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
            query?: {
                /**
                 * @description Whether sensitive values stay redacted; false asks for the original values. Presumably true when absent.
                 * @example true
                 */
                redacted?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the agent span.
                 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
                 */
                agent_span_id: components["parameters"]["AgentSpanIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The span. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSpanResponse"];
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
                 * @description Id of the agent span.
                 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
                 */
                agent_span_id: components["parameters"]["AgentSpanIdInPath"];
            };
            cookie?: never;
        };
        /** @description An empty object. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscardSensitiveRequest"];
            };
        };
        responses: {
            /** @description The span without its sensitive values. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSpanResponse"];
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
                 * @description Id of the agent span.
                 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
                 */
                agent_span_id: components["parameters"]["AgentSpanIdInPath"];
            };
            cookie?: never;
        };
        /** @description How and when the span ended, and what came out. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["FinishSpanRequest"];
            };
        };
        responses: {
            /** @description The span, now ended, and perhaps a control signal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSpanWriteResponse"];
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
        /** @description The operations to carry out. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkRequest"];
            };
        };
        responses: {
            /** @description The outputs by key, even when an item failed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResponse"];
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
            /** @description The token is accepted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PingResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Error"];
        };
    };
}
