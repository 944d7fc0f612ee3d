// Generated from openapi/ by `npm run generate`. Do not edit.

/**
 * Id of an account (a PFID).
 * @example 013xrzp12g3nqk8ngskn1wtxgka5b0nf
 */
export type AccountId = string;
/** Name of an action of an ActionProfile. */
export type ActionName = "create_data" | "read_data" | "update_data" | "destroy_data" | "financial_transactions" | "external_communication" | (string & {});
/**
 * `unknown` means not assessed.
 * @default unknown
 */
export type ActionPermission = "unknown" | "allowed" | "disallowed";
/**
 * Which actions a span type may take. Use `unknown` for what has not been assessed.
 * @default {}
 */
export interface ActionProfile {
    /** May create data. */
    create_data?: ActionPermission;
    /** May delete data. */
    destroy_data?: ActionPermission;
    /** May communicate outside the organisation. */
    external_communication?: ActionPermission;
    /** May move money. */
    financial_transactions?: ActionPermission;
    /** May read data. */
    read_data?: ActionPermission;
    /** May change data. */
    update_data?: ActionPermission;
}
/**
 * Which actions a span type may take. Use `unknown` for what has not been assessed.
 * @default {}
 */
export interface ActionProfileInput {
    /** May create data. */
    create_data?: ActionPermission | undefined;
    /** May delete data. */
    destroy_data?: ActionPermission | undefined;
    /** May communicate outside the organisation. */
    external_communication?: ActionPermission | undefined;
    /** May move money. */
    financial_transactions?: ActionPermission | undefined;
    /** May read data. */
    read_data?: ActionPermission | undefined;
    /** May change data. */
    update_data?: ActionPermission | undefined;
}
/**
 * An agent of the account. The fields that are not required are missing from at least one source, mostly because they
 * are newer than it.
 */
export interface Agent {
    /** What can be done with it now. The vendor's Python client allows null. */
    available_actions?: AgentAvailableActions | null;
    /**
     * What it does. Null when it was not given.
     * @example Sorts incoming questions and drafts an answer.
     */
    description?: string | null;
    /**
     * The caller's own id of it, unique per account. Null when it was not given. Since August 2026.
     * @example support-triage
     */
    external_identifier?: string | null;
    /** Id of this agent. */
    id: AgentId;
    /** When it was created. The vendor's Python client allows null. An ISO 8601 timestamp. */
    inserted_at?: string | null;
    /** Number of its runs by status. Null or absent when not asked for. */
    instance_counts?: AgentInstanceCounts | null;
    /** Time of the last activity span of its runs. Null when there is none. Only in the newest vendor SDK. An ISO 8601 timestamp. */
    last_activity_span_at?: string | null;
    /**
     * Name to show.
     * @example Support triage
     */
    name: string;
    /**
     * Person who owns it. Null when nobody does. Since August 2026.
     * @example 013xrzp12g3nqk8np2r4s6t8v0w1x3y5
     */
    owner_person_id?: string | null;
    /**
     * Risk profile by which its runs are scored. Null when it has none.
     * @example 013xrzp12g3nqk8nr7k2m9q4s6t8v0w1
     */
    risk_profile_id?: string | null;
    /** State of the agent. */
    status: AgentLifecycleStatus;
    /**
     * Team it belongs to. Null when it belongs to none. Since August 2026.
     * @example 013xrzp12g3nqk8nt3e5a7m9q1r2s4v6
     */
    team_id?: string | null;
    /** Kind of resource. */
    type: "agent";
    /** When it last changed. The vendor's Python client allows null. An ISO 8601 timestamp. */
    updated_at?: string | null;
}
/** Retires, reinstates or deletes an agent. May be empty. The key is known from the vendor's Python client only. */
export interface AgentActionRequest {
    idempotency_key?: IdempotencyKey | undefined;
}
/**
 * What can be done with an agent, by its status and the number of its runs. The vendor's Python client takes an
 * action that is absent to be impossible.
 */
export interface AgentAvailableActions {
    /** Whether it can be deleted. */
    delete?: boolean;
    /** Whether it can be reinstated. */
    reinstate?: boolean;
    /** Whether it can be retired. */
    retire?: boolean;
    /** Whether it can be updated. */
    update?: boolean;
}
/** Number of span types by the classification of their data. */
export interface AgentClassificationCounts {
    /**
     * Confidential data.
     * @example 0
     */
    confidential?: number;
    /**
     * Internal data.
     * @example 1
     */
    internal?: number;
    /**
     * Public data.
     * @example 0
     */
    public?: number;
    /**
     * Restricted data.
     * @example 0
     */
    restricted?: number;
    /**
     * Secret data.
     * @example 0
     */
    secret?: number;
    /**
     * Not assessed.
     * @example 1
     */
    unknown?: number;
}
/**
 * What is known about a run, gathered for debugging. Known from the vendor's command-line tool only, so nothing is
 * required.
 */
export interface AgentContext {
    /** The context itself. Its shape is not documented. */
    body?: {
        [key: string]: unknown;
    };
    /** When the context was gathered. An ISO 8601 timestamp. */
    generated_at?: string;
    /**
     * Number of spans it covers.
     * @example 2
     */
    span_count?: number;
}
/** The debugging context of an instance. Not a `details` envelope. */
export interface AgentContextResponse {
    /** The context. */
    agent_context: AgentContext;
    /** Always `success`. */
    status: "success";
}
/**
 * Id of an agent deployment, which is one agent in one environment (a PFID).
 * @example 013xrzp12g3nqk8nd5p8r2v6x0a3e7gj
 */
export type AgentDeploymentId = string;
/** One agent, with its risk if it was asked for. */
export interface AgentDetailsResponse {
    /** The agent, as it is now. */
    details: Agent;
    /** How risky it is. Null or absent when not asked for. The vendor's Python client does not know it. */
    risk_rollup?: AgentRiskRollup | null;
    /** Always `success`. */
    status: "success";
}
/** A new agent. */
export interface AgentForCreate {
    /**
     * What it does. Null or absent means none.
     * @example Sorts incoming questions and drafts an answer.
     */
    description?: string | null | undefined;
    /**
     * The caller's own id of it, unique per account. It can be looked up by it, and it cannot be changed later. Null or
     * absent means none. Known from the vendor's Python client only, like the ids of owner, risk profile and team.
     * @example support-triage
     */
    external_identifier?: string | null | undefined;
    /**
     * Id for the new agent, chosen by the caller within the partition of its account. Null or absent to let the API
     * choose.
     * @example 013xrzp12g3nqk8na4g6e8n0t2w4y6z8
     */
    id?: string | null | undefined;
    /**
     * Name to show.
     * @example Support triage
     */
    name: string;
    /**
     * Person who owns it. Null or absent means nobody.
     * @example 013xrzp12g3nqk8np2r4s6t8v0w1x3y5
     */
    owner_person_id?: string | null | undefined;
    /**
     * Risk profile by which its runs are scored. Null or absent means none.
     * @example 013xrzp12g3nqk8nr7k2m9q4s6t8v0w1
     */
    risk_profile_id?: string | null | undefined;
    /**
     * Team it belongs to. Null or absent means none.
     * @example 013xrzp12g3nqk8nt3e5a7m9q1r2s4v6
     */
    team_id?: string | null | undefined;
}
/**
 * What to change of an agent. `external_identifier` cannot be changed. Earlier vendor clients also sent
 * `current_version_id`; since May 2026 that is a field of the deployment.
 */
export interface AgentForUpdate {
    /**
     * What it does. Absent keeps it. That null clears it is concluded from the other fields.
     * @example Sorts incoming questions and drafts an answer.
     */
    description?: string | null | undefined;
    /**
     * Name to show. Absent keeps it.
     * @example Support triage
     */
    name?: string | undefined;
    /**
     * Person who owns it. Absent keeps it, null clears it.
     * @example 013xrzp12g3nqk8np2r4s6t8v0w1x3y5
     */
    owner_person_id?: string | null | undefined;
    /**
     * Risk profile by which its runs are scored. Absent keeps it, null clears it.
     * @example 013xrzp12g3nqk8nr7k2m9q4s6t8v0w1
     */
    risk_profile_id?: string | null | undefined;
    /**
     * Team it belongs to. Absent keeps it, null clears it.
     * @example 013xrzp12g3nqk8nt3e5a7m9q1r2s4v6
     */
    team_id?: string | null | undefined;
}
/**
 * Id of an agent (a PFID).
 * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
 */
export type AgentId = string;
/**
 * One run of an agent. The fields that are not required are missing from at least one source, mostly because they
 * are newer than it.
 */
export interface AgentInstance {
    /** Account that owns it. */
    account_id: AccountId;
    /** Deployment that ran. Since May 2026. */
    agent_deployment_id?: AgentDeploymentId;
    /** Agent that ran. */
    agent_id: AgentId;
    /** Version of the agent that ran. */
    agent_version_id: AgentVersionId;
    /** Tokens used and what they cost. Null when not asked for or not known. */
    cost_breakdown?: CostBreakdown | null;
    /** Environment it ran in. */
    environment_id: EnvironmentId;
    /**
     * The caller's own id of this run, unique per agent. Null when it was not given. Only in the newest vendor SDK.
     * @example ticket-20417
     */
    external_identifier?: string | null;
    /** When it ended. Null before that. An ISO 8601 timestamp. */
    finished_at?: string | null;
    /** Id of this instance. */
    id: AgentInstanceId;
    /** When it was registered. An ISO 8601 timestamp. */
    inserted_at: string;
    /** Time of its last activity span. Null when it has none. Only in the newest vendor SDK. An ISO 8601 timestamp. */
    last_activity_span_at?: string | null;
    /** What the run is for. Since July 2026; null in at least one source. */
    purpose?: AgentInstancePurpose | null;
    /**
     * Recorded quality values, by name of their schema. Since August 2026; before that a single `quality_payload`.
     * Null in at least one source.
     */
    quality_payloads?: {
        [key: string]: {
            [key: string]: unknown;
        };
    } | null;
    /**
     * Recorded quality values as text, by name, rendered by the templates of their schemas. Since August 2026;
     * before that a single `quality_summary`. Null in at least one source.
     */
    quality_summaries?: {
        [key: string]: string | null;
    } | null;
    /**
     * Number of alerts that are raised. Null when not asked for. Only in the newest vendor SDK.
     * @example 0
     */
    raised_alert_count?: number | null;
    /** How risky the run is. Null when not asked for, or when the agent has no risk profile. */
    risk_score?: RiskScore | null;
    /**
     * Number of its spans by status. The vendor's Python client treats it as optional and nullable, other sources as
     * always there.
     */
    span_counts?: AgentInstanceSpanCounts | null;
    /** Number of its spans by schema. Null when not asked for. Only in the newest vendor SDK. */
    span_schema_counts?: AgentInstanceSpanSchemaCounts | null;
    /** When it started. Null before that. An ISO 8601 timestamp. */
    started_at?: string | null;
    /** State of the run. */
    status: AgentStatus;
    /**
     * Why it was terminated. Null unless it was. Since May 2026.
     * @example Budget for this run is used up.
     */
    termination_reason?: string | null;
    /** Kind of resource. */
    type: "agent_instance";
    /** When it last changed. An ISO 8601 timestamp. */
    updated_at: string;
}
/** Number of runs of an agent by status. */
export interface AgentInstanceCounts {
    /**
     * Runs in progress.
     * @example 2
     */
    active?: number;
    /**
     * Runs that never started.
     * @example 1
     */
    cancelled?: number;
    /**
     * Runs that ended well.
     * @example 5
     */
    complete?: number;
    /**
     * Runs that ended with a failure.
     * @example 1
     */
    failed?: number;
    /**
     * Runs that ended, whichever way (`complete` + `failed` + `cancelled` + `terminated`).
     * @example 8
     */
    finished?: number;
    /**
     * Runs that have not started.
     * @example 0
     */
    pending?: number;
    /**
     * Runs that were ended from outside.
     * @example 1
     */
    terminated?: number;
    /**
     * All runs.
     * @example 10
     */
    total?: number;
}
/**
 * Id of an agent instance (a PFID).
 * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
 */
export type AgentInstanceId = string;
/** One page of instances. */
export interface AgentInstanceListResponse {
    /** Where this page stands in the whole list. May be null. */
    pagination?: PaginationOutput | null;
    /** The order that was applied. May be null. */
    sorting?: Sorting | null;
    /** Always `success`. */
    status: "success";
    /** The instances of this page. */
    summaries: AgentInstanceSummary[];
}
/** What a run is for. Anything but `live` is kept out of live metrics. Since July 2026. */
export type AgentInstancePurpose = "live" | "smoke_test" | "eval";
/** One instance. */
export interface AgentInstanceResponse {
    /** The instance, as it is now. */
    details: AgentInstance;
    /** Always `success`. */
    status: "success";
}
/** Number of spans of an instance by status. */
export interface AgentInstanceSpanCounts {
    /**
     * Spans in progress.
     * @example 2
     */
    active: number;
    /**
     * Spans that never started.
     * @example 0
     */
    cancelled: number;
    /**
     * Spans that ended well.
     * @example 5
     */
    complete: number;
    /**
     * Spans that ended with a failure.
     * @example 0
     */
    failed: number;
    /**
     * Spans that ended, whichever way (`complete` + `failed` + `cancelled`).
     * @example 5
     */
    finished: number;
    /**
     * Spans that have not started.
     * @example 0
     */
    pending: number;
    /**
     * All spans.
     * @example 7
     */
    total: number;
}
/** Number of spans of an instance by schema. */
export interface AgentInstanceSpanSchemaCounts {
    /** Number of spans by `schema_name`. */
    by_name?: {
        [key: string]: number;
    };
}
/** One run of an agent, as lists return it: without deployment, span counts, costs and quality. */
export interface AgentInstanceSummary {
    /** Account that owns it. */
    account_id: AccountId;
    /** Agent that ran. */
    agent_id: AgentId;
    /** Version of the agent that ran. */
    agent_version_id: AgentVersionId;
    /** Environment it ran in. */
    environment_id: EnvironmentId;
    /**
     * The caller's own id of this run, unique per agent. Null when it was not given. Only in the newest vendor SDK.
     * @example ticket-20417
     */
    external_identifier?: string | null;
    /** When it ended. Null before that. An ISO 8601 timestamp. */
    finished_at?: string | null;
    /** Id of this instance. */
    id: AgentInstanceId;
    /** When it was registered. An ISO 8601 timestamp. */
    inserted_at: string;
    /** Time of its last activity span. Null when it has none. Only in the newest vendor SDK. An ISO 8601 timestamp. */
    last_activity_span_at?: string | null;
    /** What the run is for. Since July 2026; null in at least one source. */
    purpose?: AgentInstancePurpose | null;
    /**
     * Number of alerts that are raised. Null when not known. Only in the newest vendor SDK.
     * @example 0
     */
    raised_alert_count?: number | null;
    /** How risky the run is. Null when it cannot be assessed. */
    risk_score?: RiskScore | null;
    /** When it started. Null before that. An ISO 8601 timestamp. */
    started_at?: string | null;
    /** State of the run. */
    status: AgentStatus;
    /** Why it was terminated. Null unless it was. Since May 2026. */
    termination_reason?: string | null;
    /** Kind of resource. */
    type: "agent_instance";
    /** When it last changed. An ISO 8601 timestamp. */
    updated_at: string;
}
/**
 * State of an agent. `pending`: it has no runs yet. `active`: it has runs. `dormant`: it had runs, but not lately; no
 * source says for how long. `retired`: taken out of service. The sources only list the states; what they mean is
 * concluded from their names.
 */
export type AgentLifecycleStatus = "pending" | "active" | "dormant" | "retired" | (string & {});
/** One page of agents. */
export interface AgentListResponse {
    /** Where this page stands in the whole list. May be null. */
    pagination?: PaginationOutput | null;
    /** The order that was applied. May be null. */
    sorting?: Sorting | null;
    /** Always `success`. */
    status: "success";
    /** The agents of this page. */
    summaries: AgentSummary[];
}
/** One agent. */
export interface AgentResponse {
    /** The agent. */
    details: Agent;
    /** Always `success`. */
    status: "success";
}
/** How risky an agent is. Known from the newest vendor SDK only, so nothing is required. */
export interface AgentRiskRollup {
    /** Of the spans that its runs recorded. Null when there is none. */
    observed_risk?: AgentRiskSummary | null;
    /** Of the span types that its schemas declare. Null when there is none. */
    theoretical_risk?: AgentRiskSummary | null;
}
/** The data risk of the span types of an agent, summed up. */
export interface AgentRiskSummary {
    /**
     * Categories of data that are included in at least one span type.
     * @example [
     *   "contact_information"
     * ]
     */
    all_data_categories?: string[];
    /**
     * Number of span types with an assessed data risk.
     * @example 1
     */
    assessed_span_types?: number;
    /** Number of span types by classification. */
    classification_counts?: AgentClassificationCounts;
    /**
     * Number of span types that may communicate with the outside.
     * @example 0
     */
    external_communication_count?: number;
    /** Highest classification of data in any span type. */
    highest_classification?: "unknown" | "public" | "internal" | "confidential" | "restricted" | "secret" | (string & {});
    /**
     * Number of all span types.
     * @example 2
     */
    total_span_types?: number;
    /**
     * Number of span types without one.
     * @example 1
     */
    unassessed_span_types?: number;
}
/** A set of span, quality and alert schemas of an agent. */
export interface AgentSchemaVersion {
    /** Account that owns it. */
    account_id: AccountId;
    /** Agent it belongs to. */
    agent_id: AgentId;
    /** The alerts, by name. Only in the newest vendor SDK. */
    alert_schemas?: {
        [key: string]: SchemaDetails;
    };
    /** Deployments whose current version uses it. May be empty. */
    current_agent_deployment_refs?: string[];
    /**
     * The caller's name for this schema version.
     * @example v0
     */
    external_identifier: string;
    /**
     * How many schema versions share the external identifier.
     * @example 1
     */
    external_identifier_repeats?: number;
    /** Id of this schema version. */
    id: AgentSchemaVersionId;
    /** When it was created. An ISO 8601 timestamp. */
    inserted_at: string;
    /** The quality values, by name. Only in the newest vendor SDK. */
    quality_schemas?: {
        [key: string]: SchemaDetails;
    };
    /** The span types, by name. */
    span_type_schemas?: {
        [key: string]: SpanTypeSchemaDetails;
    };
    /** Kind of resource. */
    type: "agent_schema_version";
    /** When it last changed. An ISO 8601 timestamp. */
    updated_at: string;
}
/**
 * Shapes of the spans and quality values that a run will record. The API finds the schema version with these shapes,
 * or creates it. Give `span_type_schemas`, or the older maps: beside `span_type_schemas` the maps are ignored. The
 * vendor's command-line tool refuses both forms at once, and `span_result_schemas` without `span_schemas`; its Python
 * client sends them.
 */
export interface AgentSchemaVersionForRegister {
    /**
     * The caller's name for this schema version. Older references require it.
     * @example v0
     */
    external_identifier?: string | null | undefined;
    /**
     * The quality values that may be recorded, one entry per name. Since August 2026; before that a single
     * `quality_schema` without a name.
     */
    quality_schemas?: readonly QualitySchemaForCreate[] | null | undefined;
    /** Legacy. JSON Schema of the `result_payload`, by span type name. Meant to stand beside `span_schemas`. */
    span_result_schemas?: {
        [key: string]: object;
    } | null | undefined;
    /** Legacy. JSON Schema of the `payload`, by span type name. */
    span_schemas?: {
        [key: string]: object;
    } | null | undefined;
    /** The span types, one entry per type. */
    span_type_schemas?: readonly SpanTypeSchemaForCreate[] | null | undefined;
}
/**
 * Id of an agent schema version (a PFID).
 * @example 013xrzp12g3nqk8nzntq40gkzaf2d9m2
 */
export type AgentSchemaVersionId = string;
/** One page of agent schema versions. */
export interface AgentSchemaVersionListResponse {
    /** Where this page stands in the whole list. May be null. */
    pagination?: PaginationOutput | null;
    /** The order that was applied. May be null. */
    sorting?: Sorting | null;
    /** Always `success`. */
    status: "success";
    /** The agent schema versions of this page. */
    summaries: AgentSchemaVersionSummary[];
}
/** One agent schema version. */
export interface AgentSchemaVersionResponse {
    /** The agent schema version. */
    details: AgentSchemaVersion;
    /** Always `success`. */
    status: "success";
}
/** A set of schemas of an agent, as lists return it. */
export interface AgentSchemaVersionSummary {
    /** Account that owns it. */
    account_id: AccountId;
    /** Agent it belongs to. */
    agent_id: AgentId;
    /** Deployments whose current version uses it. May be empty. */
    current_agent_deployment_refs?: string[];
    /**
     * The caller's name for this schema version.
     * @example v0
     */
    external_identifier: string;
    /**
     * How many schema versions share the external identifier.
     * @example 1
     */
    external_identifier_repeats?: number;
    /** Id of this schema version. */
    id: AgentSchemaVersionId;
    /** When it was created. An ISO 8601 timestamp. */
    inserted_at: string;
    /**
     * Number of span types.
     * @example 2
     */
    span_schemas_count?: number;
    /** Kind of resource. */
    type: "agent_schema_version";
    /** When it last changed. An ISO 8601 timestamp. */
    updated_at: string;
}
/**
 * One step of a run. The fields that are not required are missing from at least one source, mostly because they are
 * newer than it.
 */
export interface AgentSpan {
    /**
     * Account that owns it. Null or absent in the vendor's first Python clients.
     * @example 013xrzp12g3nqk8ngskn1wtxgka5b0nf
     */
    account_id?: string | null;
    /**
     * Agent that took this step. Null or absent in the vendor's first Python clients.
     * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
     */
    agent_id?: string | null;
    /** Run it is a step of. */
    agent_instance_id: AgentInstanceId;
    /** Data risk of its type. Null when not assessed. Only in the newest vendor SDK. */
    data_risk?: DataRisk | null;
    /** When it ended. Null before that. An ISO 8601 timestamp. */
    finished_at?: string | null;
    /** Id of this span. */
    id: AgentSpanId;
    /** When it was recorded. Only in the vendor's Python client; never seen live. An ISO 8601 timestamp. */
    inserted_at?: string | null;
    /**
     * Id of the span it is a part of. Null or absent at the top of the tree.
     * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
     */
    parent_span_id?: string | null;
    /** What went in. Sensitive values are redacted. Null or absent in the vendor's first Python clients. */
    payload?: {
        [key: string]: unknown;
    } | null;
    /**
     * About how large its payloads are, in bytes.
     * @example 164
     */
    payload_byte_size_estimate?: number;
    /** What the span stands for. Since July 2026; null in at least one source. */
    purpose?: AgentSpanPurpose | null;
    /** What came out. Null until the span ends. Absent in the oldest sources. */
    result_payload?: {
        [key: string]: unknown;
    } | null;
    /**
     * Name of its span type.
     * @example support:llm
     */
    schema_name: string;
    /**
     * Title of its span type, the name when the type has none. Null in at least one source.
     * @example Model call
     */
    schema_title?: string | null;
    /** Whether its payloads mark sensitive values. Since June 2026. */
    sensitive_encoding?: boolean;
    /** When it started. Null while `pending` in older references, never null in the newest vendor SDK. An ISO 8601 timestamp. */
    started_at?: string | null;
    /** State of the span. */
    status: AgentSpanStatus;
    /**
     * The span as text, rendered by the template of its type. Null when there is no template. Absent in the oldest
     * sources.
     */
    summary?: string | null;
    /** Kind of resource. */
    type: "agent_span";
    /** When it last changed. Only in the vendor's Python client; never seen live. An ISO 8601 timestamp. */
    updated_at?: string | null;
}
/** A new span. */
export interface AgentSpanForCreate {
    /** Run it is a step of. */
    agent_instance_id: AgentInstanceId;
    /**
     * When it ended. Null or absent while it is in progress. An ISO 8601 timestamp.
     * @example 2026-03-02T09:30:06Z
     */
    finished_at?: Date | string | null | undefined;
    /**
     * Id for the new span, chosen by the caller within the partition of its account. Null or absent to let the API
     * choose.
     * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
     */
    id?: string | null | undefined;
    /**
     * Id of the span it is a part of. Null or absent at the top of the tree.
     * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
     */
    parent_span_id?: string | null | undefined;
    /**
     * What went in, in the shape of its type's `params_schema`; `{}` when there is nothing to record. With
     * `sensitive_encoding`, a value may be wrapped as `{"$sensitive": "string", "value": "…", "labels": ["email"]}`;
     * `labels` is optional. Both vendor SDKs always send it, and so does our client: as `{}` where it is left out.
     * @default {}
     */
    payload?: object | undefined;
    /** What came out. Only valid with a final `status`. Null or absent means none. */
    result_payload?: object | null | undefined;
    /**
     * Name of its span type. By convention `namespace:kind` or `namespace:kind:name`. What happens when no such type
     * was registered is not documented.
     * @example support:llm
     */
    schema_name: string;
    /**
     * Whether the payloads mark sensitive values. The API stores marked values apart and returns them redacted.
     * Presumably false when absent. Since June 2026.
     */
    sensitive_encoding?: boolean | undefined;
    /**
     * When it started. Null or absent means now. An ISO 8601 timestamp.
     * @example 2026-03-02T09:30:02Z
     */
    started_at?: Date | string | null | undefined;
    /** State to create it in. */
    status: AgentSpanStatusForCreate;
}
/**
 * Id of an agent span (a PFID).
 * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
 */
export type AgentSpanId = string;
/** One page of spans. */
export interface AgentSpanListResponse {
    /** Where this page stands in the whole list. May be null. */
    pagination?: PaginationOutput | null;
    /** The order that was applied. May be null. */
    sorting?: Sorting | null;
    /** Always `success`. */
    status: "success";
    /** The spans of this page. */
    summaries: AgentSpanSummary[];
}
/**
 * What a span stands for. `activity`: something the agent did. `quality`: a recorded quality value. `alert`: an
 * alert.
 */
export type AgentSpanPurpose = "activity" | "quality" | "alert" | (string & {});
/** One span. */
export interface AgentSpanResponse {
    /** The span, as it is now. */
    details: AgentSpan;
    /** Always `success`. */
    status: "success";
}
/**
 * State of an agent span. `active`: in progress. `complete`: ended well. `failed`: ended with a failure.
 * `cancelled`: ended without ever having started. `pending`: not started; the newest vendor SDK no longer lists it,
 * older references and live observations of July 2026 do. `finish` makes a `complete` or `failed` one of an `active`
 * one, and a `cancelled` one of a `pending` one. These three are final.
 */
export type AgentSpanStatus = "pending" | "active" | "complete" | "failed" | "cancelled" | (string & {});
/**
 * State to create a span in. `active` to finish it later, or a final one to record it whole. `pending` is legacy:
 * older references and the vendor's Python client list it, the newest vendor SDK does not. A span that is created
 * `active` can no longer be `cancelled`: what was broken off is `failed`.
 */
export type AgentSpanStatusForCreate = "active" | "complete" | "failed" | "cancelled" | "pending";
/** One step of a run, as lists return it. It has the fields of a span and its risk. */
export interface AgentSpanSummary {
    /**
     * Account that owns it. Null or absent in the vendor's first Python clients.
     * @example 013xrzp12g3nqk8ngskn1wtxgka5b0nf
     */
    account_id?: string | null;
    /**
     * Agent that took this step. Null or absent in the vendor's first Python clients.
     * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
     */
    agent_id?: string | null;
    /** Run it is a step of. Absent in at least one source. */
    agent_instance_id?: AgentInstanceId;
    /** Data risk of its type. Null when not assessed. Only in the newest vendor SDK. */
    data_risk?: DataRisk | null;
    /** When it ended. Null before that. An ISO 8601 timestamp. */
    finished_at?: string | null;
    /** Id of this span. */
    id: AgentSpanId;
    /**
     * Id of the span it is a part of. Null or absent at the top of the tree.
     * @example 013xrzp12g3nqk8ndr93q068mw7y0nv0
     */
    parent_span_id?: string | null;
    /** What went in. Sensitive values are redacted. Null or absent in the vendor's first Python clients. */
    payload?: {
        [key: string]: unknown;
    } | null;
    /**
     * About how large its payloads are, in bytes.
     * @example 164
     */
    payload_byte_size_estimate?: number;
    /** What the span stands for. Since July 2026; null in at least one source. */
    purpose?: AgentSpanPurpose | null;
    /** What came out. Null until the span ends. Absent in the oldest sources. */
    result_payload?: {
        [key: string]: unknown;
    } | null;
    /** How risky the span is. Null unless `include_risk_level` was true, and when the agent has no risk profile. */
    risk_level?: "low" | "medium" | "high" | "critical" | (string & {}) | null;
    /**
     * The number behind `risk_level`. Null when that is.
     * @example 12.5
     */
    risk_score?: number | null;
    /**
     * Name of its span type.
     * @example support:llm
     */
    schema_name: string;
    /**
     * Title of its span type, the name when the type has none. Null in at least one source.
     * @example Model call
     */
    schema_title?: string | null;
    /** Whether its payloads mark sensitive values. Since June 2026. */
    sensitive_encoding?: boolean;
    /** When it started. Null while `pending` in older references, never null in the newest vendor SDK. An ISO 8601 timestamp. */
    started_at?: string | null;
    /** State of the span. */
    status: AgentSpanStatus;
    /**
     * The span as text, rendered by the template of its type. Null when there is no template, and unless
     * `include_summaries` was true.
     */
    summary?: string | null;
    /** Kind of resource. */
    type: "agent_span";
}
/** A span that was created or finished. */
export interface AgentSpanWriteResponse {
    /** Null or absent unless the instance was terminated. The span is recorded all the same. */
    control?: ControlSignal | null;
    /** The span, as it is now. */
    details: AgentSpan;
    /** Always `success`. */
    status: "success";
}
/**
 * State of an agent instance. `pending`: registered, not started. `active`: started. `complete`: ended well.
 * `failed`: ended with a failure. `cancelled`: ended without ever having started. `terminated`: ended from outside
 * (since May 2026). The last four are final. Of a `pending` one, `start` makes an `active` one and `finish` a
 * `cancelled` one; of an `active` one, `finish` makes a `complete` or `failed` one and `terminate` a `terminated` one.
 * Anything else is refused with 409 `invalid_action`.
 */
export type AgentStatus = "pending" | "active" | "complete" | "failed" | "cancelled" | "terminated" | (string & {});
/**
 * An agent, as lists return it: without its risk profile. The newest vendor SDK has the number of runs here, its
 * Python client does not.
 */
export interface AgentSummary {
    /** What can be done with it now. The vendor's Python client allows null. */
    available_actions?: AgentAvailableActions | null;
    /**
     * What it does. Null when it was not given.
     * @example Sorts incoming questions and drafts an answer.
     */
    description?: string | null;
    /**
     * The caller's own id of it, unique per account. Null when it was not given. Since August 2026.
     * @example support-triage
     */
    external_identifier?: string | null;
    /** Id of this agent. */
    id: AgentId;
    /** When it was created. The vendor's Python client allows null. An ISO 8601 timestamp. */
    inserted_at?: string | null;
    /** Number of its runs by status. May be null or absent. */
    instance_counts?: AgentInstanceCounts | null;
    /** Time of the last activity span of its runs. Null when there is none. Only in the newest vendor SDK. An ISO 8601 timestamp. */
    last_activity_span_at?: string | null;
    /**
     * Name to show.
     * @example Support triage
     */
    name: string;
    /**
     * Person who owns it. Null when nobody does. Since August 2026.
     * @example 013xrzp12g3nqk8np2r4s6t8v0w1x3y5
     */
    owner_person_id?: string | null;
    /** State of the agent. */
    status: AgentLifecycleStatus;
    /**
     * Team it belongs to. Null when it belongs to none. Since August 2026.
     * @example 013xrzp12g3nqk8nt3e5a7m9q1r2s4v6
     */
    team_id?: string | null;
    /** Kind of resource. */
    type: "agent";
    /** When it last changed. The vendor's Python client allows null. An ISO 8601 timestamp. */
    updated_at?: string | null;
}
/** A version of an agent's code. */
export interface AgentVersion {
    /** Account that owns it. */
    account_id: AccountId;
    /** Agent it is a version of. */
    agent_id: AgentId;
    /** Schema version it uses. */
    agent_schema_version_id?: AgentSchemaVersionId;
    /** Deployments whose current version this is. May be empty. */
    current_agent_deployment_refs?: string[];
    /**
     * The caller's name for this version.
     * @example v1.4.0
     */
    external_identifier: string;
    /**
     * How many versions share the external identifier.
     * @example 1
     */
    external_identifier_repeats?: number;
    /** Id of this agent version. */
    id: AgentVersionId;
    /** When it was created. An ISO 8601 timestamp. */
    inserted_at: string;
    /** What the agent runs on. Null when it was not given. */
    runtime_environment?: RuntimeEnvironment | null;
    /** Kind of resource. */
    type: "agent_version";
    /** When it last changed. An ISO 8601 timestamp. */
    updated_at: string;
}
/** Version of the agent's code. The API finds the version with this metadata and schema, or creates it. */
export interface AgentVersionForRegister {
    /**
     * What this version is. The vendor's TypeScript SDK sends an empty string when there is none.
     * @example Sorts incoming questions and drafts an answer.
     */
    description?: string | null | undefined;
    /**
     * The caller's name for this version. The vendor's TypeScript SDK requires it, its Python client does not.
     * @example v1.4.0
     */
    external_identifier?: string | null | undefined;
    /**
     * Name to show. Required by older sources, optional in the newest vendor SDK.
     * @example Support triage
     */
    name?: string | null | undefined;
    /** What the agent runs on. Since August 2026. */
    runtime_environment?: RuntimeEnvironmentInput | undefined;
}
/**
 * Id of an agent version (a PFID).
 * @example 013xrzp12g3nqk8n6mv28ge2v9f7n2hc
 */
export type AgentVersionId = string;
/** One page of agent versions. */
export interface AgentVersionListResponse {
    /** Where this page stands in the whole list. May be null. */
    pagination?: PaginationOutput | null;
    /** The order that was applied. May be null. */
    sorting?: Sorting | null;
    /** Always `success`. */
    status: "success";
    /** The agent versions of this page. */
    summaries: AgentVersionSummary[];
}
/** One agent version. */
export interface AgentVersionResponse {
    /** The agent version. */
    details: AgentVersion;
    /** Always `success`. */
    status: "success";
}
/** A version of an agent's code, as lists return it. */
export interface AgentVersionSummary {
    /** Account that owns it. */
    account_id: AccountId;
    /** Agent it is a version of. */
    agent_id: AgentId;
    /** Schema version it uses. */
    agent_schema_version_id?: AgentSchemaVersionId;
    /** Deployments whose current version this is. May be empty. */
    current_agent_deployment_refs?: string[];
    /**
     * The caller's name for this version.
     * @example v1.4.0
     */
    external_identifier: string;
    /**
     * How many versions share the external identifier.
     * @example 1
     */
    external_identifier_repeats?: number;
    /** Id of this agent version. */
    id: AgentVersionId;
    /** When it was created. An ISO 8601 timestamp. */
    inserted_at: string;
    /** Highest classification of data seen in spans of this version. Null when there is none. */
    observed_classification?: "unknown" | "public" | "internal" | "confidential" | "restricted" | "secret" | (string & {}) | null;
    /** Highest classification of data that its schemas allow. Null when there is none. */
    theoretical_classification?: "unknown" | "public" | "internal" | "confidential" | "restricted" | "secret" | (string & {}) | null;
    /** Kind of resource. */
    type: "agent_version";
    /** When it last changed. An ISO 8601 timestamp. */
    updated_at: string;
}
/** An alert of a run. */
export interface Alert {
    /** Account that owns it. */
    account_id?: AccountId;
    /** Agent whose run it is about. */
    agent_id?: AgentId;
    /** Run it is about. */
    agent_instance_id: AgentInstanceId;
    /** When it was cleared. Null while it is raised. An ISO 8601 timestamp. */
    cleared_at?: string | null;
    /** Environment of the run. */
    environment_id?: EnvironmentId;
    /** Id of this alert. */
    id: AlertId;
    /** When it was created. An ISO 8601 timestamp. */
    inserted_at?: string;
    /**
     * Name under which it was raised.
     * @example budget_exceeded
     */
    name: string;
    /** What was said of it. Sensitive values are presumably redacted. */
    payload?: {
        [key: string]: unknown;
    };
    /** Whether `payload` may hold values that are marked as sensitive. */
    payload_sensitive_encoding?: boolean;
    /** When it was raised. An ISO 8601 timestamp. */
    raised_at?: string;
    /** How bad it is. */
    severity: "critical" | "error" | "warning" | "info" | (string & {});
    /** State of the alert. */
    status: "raised" | "cleared" | (string & {});
    /**
     * The alert as text, presumably rendered by the template of its schema. Null when there is none.
     * @example Spent 12 of 10 dollars
     */
    summary?: string | null;
    /**
     * Title to show, presumably from its schema in `alert_schemas`.
     * @example Budget exceeded
     */
    title?: string;
    /** Kind of resource. */
    type: "alert";
    /** When it last changed. An ISO 8601 timestamp. */
    updated_at?: string;
    /**
     * Version of this alert. What raises it is not documented.
     * @example 1
     */
    version?: number;
}
/** A number of alerts. Not a `details` envelope. */
export interface AlertCountResponse {
    /**
     * The number of alerts.
     * @example 2
     */
    count: number;
    /** Always `success`. */
    status: "success";
}
/**
 * Id of an alert (a PFID).
 * @example 013xrzp12g3nqk8na1e2r3t4a5e6r7t8
 */
export type AlertId = string;
/** One page of alerts. */
export interface AlertListResponse {
    /** Where this page stands in the whole list. May be null. */
    pagination?: PaginationOutput | null;
    /** The order that was applied. May be null. */
    sorting?: Sorting | null;
    /** Always `success`. */
    status: "success";
    /** The alerts of this page. */
    summaries: AlertSummary[];
}
/** A period of time. Without a start or a finish it is presumably open there. */
export interface AlertPeriod {
    /**
     * End of the period. An ISO 8601 timestamp.
     * @example 2026-03-02T10:00:00Z
     */
    finish_at?: Date | string | undefined;
    /**
     * Start of the period. An ISO 8601 timestamp.
     * @example 2026-03-02T09:00:00Z
     */
    start_at?: Date | string | undefined;
}
/** One alert. */
export interface AlertResponse {
    /** The alert, as it is now. */
    details: Alert;
    /** Always `success`. */
    status: "success";
}
/** How bad it is, the worst first. */
export type AlertSeverity = "critical" | "error" | "warning" | "info";
/** State of an alert. */
export type AlertStatus = "raised" | "cleared";
/** An alert of a run, as lists return it, without its payload. */
export interface AlertSummary {
    /** Account that owns it. */
    account_id?: AccountId;
    /** Agent whose run it is about. */
    agent_id?: AgentId;
    /** Run it is about. */
    agent_instance_id: AgentInstanceId;
    /** When it was cleared. Null while it is raised. An ISO 8601 timestamp. */
    cleared_at?: string | null;
    /** Environment of the run. */
    environment_id?: EnvironmentId;
    /** Id of this alert. */
    id: AlertId;
    /** When it was created. An ISO 8601 timestamp. */
    inserted_at?: string;
    /**
     * Name under which it was raised.
     * @example budget_exceeded
     */
    name: string;
    /** When it was raised. An ISO 8601 timestamp. */
    raised_at?: string;
    /** How bad it is. */
    severity: "critical" | "error" | "warning" | "info" | (string & {});
    /** State of the alert. */
    status: "raised" | "cleared" | (string & {});
    /**
     * The alert as text, presumably rendered by the template of its schema. Null when there is none.
     * @example Spent 12 of 10 dollars
     */
    summary?: string | null;
    /**
     * Title to show, presumably from its schema in `alert_schemas`.
     * @example Budget exceeded
     */
    title?: string;
    /** Kind of resource. */
    type: "alert";
    /** When it last changed. An ISO 8601 timestamp. */
    updated_at?: string;
    /**
     * Version of this alert. What raises it is not documented.
     * @example 1
     */
    version?: number;
}
/**
 * The body of an error answer.
 *
 * Not an error that is thrown: that is a `PrefactorApiError`, which has this as its `body`.
 */
export interface ApiError {
    /** Machine-readable code. */
    code: ErrorCode;
    /** Text for a person. Not meant to be parsed. */
    message: string;
    /** Always `error`. Absent in some of the vendor's own examples. */
    status?: "error";
}
/** Creates an agent. An early reference also has `environment_id` in `details`. */
export interface BulkCreateAgent extends CreateAgentFields, BulkKey {
    /** Type of the item. */
    _type: "agents/create";
}
/** Creates an agent. An early reference also has `environment_id` in `details`. */
export interface BulkCreateAgentInput extends CreateAgentFields, BulkKeyInput {
    /** Type of the item. */
    _type: "agents/create";
}
/**
 * Creates a span. It is wrapped in `details`, as seen working live in August 2026; some vendor pages show its fields
 * flat.
 */
export interface BulkCreateAgentSpan extends CreateAgentSpanFields, BulkKey {
    /** Type of the item. */
    _type: "agent_spans/create";
}
/**
 * Creates a span. It is wrapped in `details`, as seen working live in August 2026; some vendor pages show its fields
 * flat.
 */
export interface BulkCreateAgentSpanInput extends CreateAgentSpanFields, BulkKeyInput {
    /** Type of the item. */
    _type: "agent_spans/create";
}
/** Finishes a run. By analogy; no source shows this type in use. */
export interface BulkFinishAgentInstance extends FinishInstanceFields, BulkKey {
    /** Type of the item. */
    _type: "agent_instances/finish";
    /** Run to finish. */
    agent_instance_id: AgentInstanceId;
}
/** Finishes a run. By analogy; no source shows this type in use. */
export interface BulkFinishAgentInstanceInput extends FinishInstanceFields, BulkKeyInput {
    /** Type of the item. */
    _type: "agent_instances/finish";
    /** Run to finish. */
    agent_instance_id: AgentInstanceId;
}
/**
 * Finishes a span. Its fields are flat; inside `details` the API accepts them and stores no result (observed live in
 * August 2026).
 */
export interface BulkFinishAgentSpan extends FinishSpanFields, BulkKey {
    /** Type of the item. */
    _type: "agent_spans/finish";
    /** Span to finish. */
    agent_span_id: AgentSpanId;
}
/**
 * Finishes a span. Its fields are flat; inside `details` the API accepts them and stores no result (observed live in
 * August 2026).
 */
export interface BulkFinishAgentSpanInput extends FinishSpanFields, BulkKeyInput {
    /** Type of the item. */
    _type: "agent_spans/finish";
    /** Span to finish. */
    agent_span_id: AgentSpanId;
}
/** The items that `client.bulk` takes, by their type. */
export interface BulkInputs {
    "agent_instances/finish": BulkFinishAgentInstanceInput;
    "agent_instances/list": BulkListAgentInstancesInput;
    "agent_instances/record_quality": BulkRecordAgentInstanceQualityInput;
    "agent_instances/register": BulkRegisterAgentInstanceInput;
    "agent_instances/show": BulkShowAgentInstanceInput;
    "agent_instances/start": BulkStartAgentInstanceInput;
    "agent_instances/terminate": BulkTerminateAgentInstanceInput;
    "agent_spans/create": BulkCreateAgentSpanInput;
    "agent_spans/finish": BulkFinishAgentSpanInput;
    "agent_spans/list": BulkListAgentSpansInput;
    "agent_spans/show": BulkShowAgentSpanInput;
    "agents/create": BulkCreateAgentInput;
    "agents/list": BulkListAgentsInput;
    "agents/show": BulkShowAgentInput;
    "agents/update": BulkUpdateAgentInput;
}
/** One operation: its type, its key, and the path, query and body parameters of that operation side by side. */
export type BulkItem = BulkRegisterAgentInstance | BulkStartAgentInstance | BulkFinishAgentInstance | BulkTerminateAgentInstance | BulkRecordAgentInstanceQuality | BulkListAgentInstances | BulkShowAgentInstance | BulkCreateAgentSpan | BulkFinishAgentSpan | BulkListAgentSpans | BulkShowAgentSpan | BulkCreateAgent | BulkUpdateAgent | BulkListAgents | BulkShowAgent | BulkOther;
/** The key of a bulk item. */
export interface BulkKey {
    /**
     * Makes the item safe to repeat, and names its answer in `outputs`. Needed for reads too. 8 to 128 characters,
     * unique within the request. An older reference has no maximum, the vendor's Python client allows 64.
     * @example ticket-20417-span-2
     */
    idempotency_key: string;
}
/** The key of a bulk item. The client makes one where there is none. */
export interface BulkKeyInput {
    /**
     * Makes the item safe to repeat, and names its answer in `outputs`. Needed for reads too. 8 to 128 characters,
     * unique within the request. An older reference has no maximum, the vendor's Python client allows 64.
     * @example ticket-20417-span-2
     */
    idempotency_key?: string | undefined;
}
/** Lists the runs of an agent. */
export interface BulkListAgentInstances extends BulkKey {
    /** Type of the item. */
    _type: "agent_instances/list";
    /** Agent whose runs to list. */
    agent_id?: AgentId | undefined;
    /** Only runs of this version. */
    agent_version_id?: AgentVersionId | undefined;
    /** Which part of the list to return. */
    pagination?: PaginationInput | undefined;
    /** Order of the list. */
    sorting?: SortingInput | undefined;
}
/** Lists the runs of an agent. */
export interface BulkListAgentInstancesInput extends BulkKeyInput {
    /** Type of the item. */
    _type: "agent_instances/list";
    /** Agent whose runs to list. */
    agent_id?: AgentId | undefined;
    /** Only runs of this version. */
    agent_version_id?: AgentVersionId | undefined;
    /** Which part of the list to return. */
    pagination?: PaginationInput | undefined;
    /** Order of the list. */
    sorting?: SortingInput | undefined;
}
/** Lists the spans of a run or of an agent. */
export interface BulkListAgentSpans extends BulkKey {
    /** Type of the item. */
    _type: "agent_spans/list";
    /** Agent whose spans to list. Give this or `agent_instance_id`. */
    agent_id?: AgentId | undefined;
    /** Run whose spans to list. Give this or `agent_id`. */
    agent_instance_id?: AgentInstanceId | undefined;
    /**
     * End of the period to list. An ISO 8601 timestamp.
     * @example 2026-03-02T10:00:00Z
     */
    end_time?: Date | string | undefined;
    /** Whether to compute the risk of each span. */
    include_risk_level?: boolean | undefined;
    /** Whether to render the `summary` of each span. False when absent. */
    include_summaries?: boolean | undefined;
    /** Which part of the list to return. */
    pagination?: PaginationInput | undefined;
    /** Order of the list. */
    sorting?: SortingInput | undefined;
    /**
     * Start of the period to list. An ISO 8601 timestamp.
     * @example 2026-03-02T09:00:00Z
     */
    start_time?: Date | string | undefined;
}
/** Lists the spans of a run or of an agent. */
export interface BulkListAgentSpansInput extends BulkKeyInput {
    /** Type of the item. */
    _type: "agent_spans/list";
    /** Agent whose spans to list. Give this or `agent_instance_id`. */
    agent_id?: AgentId | undefined;
    /** Run whose spans to list. Give this or `agent_id`. */
    agent_instance_id?: AgentInstanceId | undefined;
    /**
     * End of the period to list. An ISO 8601 timestamp.
     * @example 2026-03-02T10:00:00Z
     */
    end_time?: Date | string | undefined;
    /** Whether to compute the risk of each span. */
    include_risk_level?: boolean | undefined;
    /** Whether to render the `summary` of each span. False when absent. */
    include_summaries?: boolean | undefined;
    /** Which part of the list to return. */
    pagination?: PaginationInput | undefined;
    /** Order of the list. */
    sorting?: SortingInput | undefined;
    /**
     * Start of the period to list. An ISO 8601 timestamp.
     * @example 2026-03-02T09:00:00Z
     */
    start_time?: Date | string | undefined;
}
/** Lists the agents of the account. The published reference has no parameters for it; these are those of the operation. */
export interface BulkListAgents extends BulkKey {
    /** Type of the item. */
    _type: "agents/list";
    /** Only agents that this person owns. */
    owner_person_id?: PersonId | undefined;
    /** Which part of the list to return. */
    pagination?: PaginationInput | undefined;
    /** Only agents with this risk profile. */
    risk_profile_id?: RiskProfileId | undefined;
    /** Order of the list. */
    sorting?: SortingInput | undefined;
    /** Only agents of this team. */
    team_id?: TeamId | undefined;
}
/** Lists the agents of the account. The published reference has no parameters for it; these are those of the operation. */
export interface BulkListAgentsInput extends BulkKeyInput {
    /** Type of the item. */
    _type: "agents/list";
    /** Only agents that this person owns. */
    owner_person_id?: PersonId | undefined;
    /** Which part of the list to return. */
    pagination?: PaginationInput | undefined;
    /** Only agents with this risk profile. */
    risk_profile_id?: RiskProfileId | undefined;
    /** Order of the list. */
    sorting?: SortingInput | undefined;
    /** Only agents of this team. */
    team_id?: TeamId | undefined;
}
/**
 * An operation outside this document, such as `environments/show`. The parameters of that operation stand beside the type
 * and the key, and are not checked here.
 */
export interface BulkOther extends BulkKey {
    /**
     * Type of the item, `resource/verb`, other than the types this document describes.
     * @example environments/show
     */
    _type: string;
    [key: string]: unknown;
}
/** The answer of one item, told apart by `status`. */
export type BulkOutput = BulkSuccessOutput | ErrorResponse;
/** Records or removes one quality value of a run. By analogy; no source shows this type in use. */
export interface BulkRecordAgentInstanceQuality extends RecordQualityFields, BulkKey {
    /** Type of the item. */
    _type: "agent_instances/record_quality";
    /** Run the value is about. */
    agent_instance_id: AgentInstanceId;
}
/** Records or removes one quality value of a run. By analogy; no source shows this type in use. */
export interface BulkRecordAgentInstanceQualityInput extends RecordQualityFields, BulkKeyInput {
    /** Type of the item. */
    _type: "agent_instances/record_quality";
    /** Run the value is about. */
    agent_instance_id: AgentInstanceId;
}
/** Registers a run. */
export interface BulkRegisterAgentInstance extends RegisterAgentInstanceFields, BulkKey {
    /** Type of the item. */
    _type: "agent_instances/register";
}
/** Registers a run. */
export interface BulkRegisterAgentInstanceInput extends RegisterAgentInstanceFields, BulkKeyInput {
    /** Type of the item. */
    _type: "agent_instances/register";
}
/** The operations to carry out, in order. */
export interface BulkRequest {
    /** At least one. Their keys must differ from each other. The API publishes no upper limit. */
    items: readonly BulkItem[];
}
/** The answers of the items that were carried out. `status` is `success` even when an item failed. */
export interface BulkResponse {
    /**
     * Answers by the key of their item. Items after the first failure are absent: they were not attempted and may be
     * sent again with the same keys.
     */
    outputs: {
        [key: string]: BulkOutput;
    };
    /** Always `success`. */
    status: "success";
}
/**
 * Shows an agent. The published reference has `agent_id` alone, as required; the other parameters are those of the
 * operation.
 */
export interface BulkShowAgent extends BulkKey {
    /** Type of the item. */
    _type: "agents/show";
    /** Id of the agent. One of the two is needed. */
    agent_id?: AgentId | undefined;
    /** Environment whose runs to count and whose risk to roll up. */
    environment_id?: EnvironmentId | undefined;
    /**
     * The caller's own id of the agent. One of the two is needed.
     * @example support-triage
     */
    external_identifier?: string | undefined;
    /** Whether to return the number of runs by status. */
    include_counts?: boolean | undefined;
    /** Whether to return the risk of the agent, beside its details. */
    include_risk_rollup?: boolean | undefined;
}
/**
 * Shows an agent. The published reference has `agent_id` alone, as required; the other parameters are those of the
 * operation.
 */
export interface BulkShowAgentInput extends BulkKeyInput {
    /** Type of the item. */
    _type: "agents/show";
    /** Id of the agent. One of the two is needed. */
    agent_id?: AgentId | undefined;
    /** Environment whose runs to count and whose risk to roll up. */
    environment_id?: EnvironmentId | undefined;
    /**
     * The caller's own id of the agent. One of the two is needed.
     * @example support-triage
     */
    external_identifier?: string | undefined;
    /** Whether to return the number of runs by status. */
    include_counts?: boolean | undefined;
    /** Whether to return the risk of the agent, beside its details. */
    include_risk_rollup?: boolean | undefined;
}
/** Shows a run, found by its id or by the caller's own id of it. */
export interface BulkShowAgentInstance extends BulkKey {
    /** Type of the item. */
    _type: "agent_instances/show";
    /** Id of the run. One of the two is needed. */
    agent_instance_id?: AgentInstanceId | undefined;
    /**
     * The caller's own id of the run. One of the two is needed.
     * @example ticket-20417
     */
    external_identifier?: string | undefined;
    /** Whether to return the number of raised alerts. */
    include_alert_count?: boolean | undefined;
    /** Whether to return the cost breakdown. */
    include_costs?: boolean | undefined;
    /** Whether to return span counts. */
    include_counts?: boolean | undefined;
    /** Whether to return the risk score. */
    include_risk_score?: boolean | undefined;
}
/** Shows a run, found by its id or by the caller's own id of it. */
export interface BulkShowAgentInstanceInput extends BulkKeyInput {
    /** Type of the item. */
    _type: "agent_instances/show";
    /** Id of the run. One of the two is needed. */
    agent_instance_id?: AgentInstanceId | undefined;
    /**
     * The caller's own id of the run. One of the two is needed.
     * @example ticket-20417
     */
    external_identifier?: string | undefined;
    /** Whether to return the number of raised alerts. */
    include_alert_count?: boolean | undefined;
    /** Whether to return the cost breakdown. */
    include_costs?: boolean | undefined;
    /** Whether to return span counts. */
    include_counts?: boolean | undefined;
    /** Whether to return the risk score. */
    include_risk_score?: boolean | undefined;
}
/** Shows a span. */
export interface BulkShowAgentSpan extends BulkKey {
    /** Type of the item. */
    _type: "agent_spans/show";
    /** Span to show. */
    agent_span_id: AgentSpanId;
    /** Whether sensitive values stay redacted. Presumably true when absent. */
    redacted?: boolean | undefined;
}
/** Shows a span. */
export interface BulkShowAgentSpanInput extends BulkKeyInput {
    /** Type of the item. */
    _type: "agent_spans/show";
    /** Span to show. */
    agent_span_id: AgentSpanId;
    /** Whether sensitive values stay redacted. Presumably true when absent. */
    redacted?: boolean | undefined;
}
/** Starts a run. By analogy; no source shows this type in use. */
export interface BulkStartAgentInstance extends TimestampFields, BulkKey {
    /** Type of the item. */
    _type: "agent_instances/start";
    /** Run to start. */
    agent_instance_id: AgentInstanceId;
}
/** Starts a run. By analogy; no source shows this type in use. */
export interface BulkStartAgentInstanceInput extends TimestampFields, BulkKeyInput {
    /** Type of the item. */
    _type: "agent_instances/start";
    /** Run to start. */
    agent_instance_id: AgentInstanceId;
}
/**
 * The success body of the item's operation: `details`, or `summaries` with `pagination` and `sorting`, and whatever
 * stands beside them, such as `control`.
 */
export interface BulkSuccessOutput {
    /** Always `success`. */
    status: "success";
    [key: string]: unknown;
}
/** Terminates a run. By analogy; no source shows this type in use. */
export interface BulkTerminateAgentInstance extends TerminateInstanceFields, BulkKey {
    /** Type of the item. */
    _type: "agent_instances/terminate";
    /** Run to terminate. */
    agent_instance_id: AgentInstanceId;
}
/** Terminates a run. By analogy; no source shows this type in use. */
export interface BulkTerminateAgentInstanceInput extends TerminateInstanceFields, BulkKeyInput {
    /** Type of the item. */
    _type: "agent_instances/terminate";
    /** Run to terminate. */
    agent_instance_id: AgentInstanceId;
}
/** The types of bulk items that the document describes. */
export type BulkType = "agent_instances/register" | "agent_instances/start" | "agent_instances/finish" | "agent_instances/terminate" | "agent_instances/record_quality" | "agent_instances/list" | "agent_instances/show" | "agent_spans/create" | "agent_spans/finish" | "agent_spans/list" | "agent_spans/show" | "agents/create" | "agents/update" | "agents/list" | "agents/show";
/** Changes an agent. */
export interface BulkUpdateAgent extends UpdateAgentFields, BulkKey {
    /** Type of the item. */
    _type: "agents/update";
    /** Agent to change. */
    agent_id: AgentId;
}
/** Changes an agent. */
export interface BulkUpdateAgentInput extends UpdateAgentFields, BulkKeyInput {
    /** Type of the item. */
    _type: "agents/update";
    /** Agent to change. */
    agent_id: AgentId;
}
/** Clears an alert of a run. */
export interface ClearAlertRequest {
    /** Run it is about. */
    agent_instance_id: AgentInstanceId;
    /**
     * When it was cleared. Absent presumably means now. An ISO 8601 timestamp.
     * @example 2026-03-02T09:30:08Z
     */
    cleared_at?: Date | string | undefined;
    /**
     * Name under which it was raised.
     * @example budget_exceeded
     */
    name: string;
    /** What to say of it now. Absent presumably keeps what was said when it was raised. */
    payload?: object | undefined;
    /** Whether `payload` may hold values that are marked as sensitive. */
    payload_sensitive_encoding?: boolean | undefined;
    /** How bad it was. Absent presumably keeps the severity that it was raised with. */
    severity?: AlertSeverity | undefined;
}
/**
 * A message from the operators of an agent to the agent. The only one known asks it to stop, after someone
 * terminated its instance.
 */
export interface ControlSignal {
    /**
     * Why, as given by whoever terminated the instance. The newest vendor SDK types it as a string that is always
     * there; older ones allow null or absence.
     * @example Budget for this run is used up.
     */
    reason?: string | null;
    /** True when the agent should stop its run. Absent in a source of June 2026. */
    terminate?: boolean;
}
/** Tokens used by the model calls of an instance and what they cost, in total and by model. */
export interface CostBreakdown {
    /**
     * Input tokens read from a cache.
     * @example 512
     */
    cache_read?: number;
    /**
     * Cost of the tokens read from a cache. Null when no price is known.
     * @example 0.0006
     */
    cache_read_cost?: number | null;
    /** The same by model. */
    groups?: CostGroup[];
    /**
     * Input tokens.
     * @example 1840
     */
    input?: number;
    /**
     * Cost of the input tokens. The currency is not documented. Null when no price is known.
     * @example 0.0046
     */
    input_cost?: number | null;
    /**
     * Output tokens.
     * @example 260
     */
    output?: number;
    /**
     * Cost of the output tokens. Null when no price is known.
     * @example 0.0026
     */
    output_cost?: number | null;
    /**
     * Sum of the costs. Null when no price is known.
     * @example 0.0078
     */
    total_cost?: number | null;
}
/** Tokens and costs of one model. */
export interface CostGroup {
    /**
     * Input tokens read from a cache.
     * @example 512
     */
    cache_read?: number;
    /**
     * Cost of the tokens read from a cache. Null when no price is known.
     * @example 0.0006
     */
    cache_read_cost?: number | null;
    /**
     * Size of the context window of the model, in tokens. Null when unknown.
     * @example 128000
     */
    context_limit?: number | null;
    /**
     * Input tokens.
     * @example 1840
     */
    input?: number;
    /**
     * Cost of the input tokens. Null when no price is known.
     * @example 0.0046
     */
    input_cost?: number | null;
    /**
     * Name of the model.
     * @example example-model-1
     */
    model_name?: string;
    /**
     * Output tokens.
     * @example 260
     */
    output?: number;
    /**
     * Cost of the output tokens. Null when no price is known.
     * @example 0.0026
     */
    output_cost?: number | null;
    /**
     * Who serves the model. Null when unknown.
     * @example example-provider
     */
    provider?: string | null;
    /**
     * Sum of the costs of this model. Null when no price is known.
     * @example 0.0078
     */
    total_cost?: number | null;
}
/** What `countAlerts` takes in its query. */
export interface CountAlertsQuery {
    /**
     * Only alerts of this severity.
     * @example warning
     */
    severity?: AlertSeverity | undefined;
    /**
     * Only alerts in this state.
     * @example raised
     */
    status?: AlertStatus | undefined;
}
/** The new agent. */
export interface CreateAgentFields {
    /** The new agent. */
    details: AgentForCreate;
}
/** Creates an agent. */
export interface CreateAgentRequest extends CreateAgentFields {
    idempotency_key?: IdempotencyKey | undefined;
}
/** A new span, wrapped in `details`. */
export interface CreateAgentSpanFields {
    /** The span. */
    details: AgentSpanForCreate;
}
/**
 * Creates a span. The key stands beside `details`. The vendor's Python client puts it inside, where the API probably
 * drops it.
 */
export interface CreateAgentSpanRequest extends CreateAgentSpanFields {
    idempotency_key?: IdempotencyKey | undefined;
}
/**
 * Which categories of data a payload may hold. Use `unknown` for what has not been assessed.
 * @default {}
 */
export interface DataCategories {
    /** Passwords, keys and other secrets. */
    authentication_and_secrets?: DataCategoryPresence;
    /** Observed behaviour and what is inferred from it. */
    behavioural_and_inferred?: DataCategoryPresence;
    /** Highest classification of the data. */
    classification?: DataClassification;
    /** Addresses, telephone numbers and the like. */
    contact_information?: DataCategoryPresence;
    /** Data about offences and convictions. */
    criminal_justice?: DataCategoryPresence;
    /** Data about money and accounts. */
    financial_information?: DataCategoryPresence;
    /** GDPR special category, biometric data used for identification. */
    gdpr_biometric_for_identification?: DataCategoryPresence;
    /** GDPR special category, genetic data. */
    gdpr_genetic_data?: DataCategoryPresence;
    /** GDPR special category, political opinions. */
    gdpr_political_opinions?: DataCategoryPresence;
    /** GDPR special category, racial or ethnic origin. */
    gdpr_racial_or_ethnic_origin?: DataCategoryPresence;
    /** GDPR special category, religious or philosophical beliefs. */
    gdpr_religious_or_philosophical_beliefs?: DataCategoryPresence;
    /** GDPR special category, sex life or sexual orientation. */
    gdpr_sex_life_or_sexual_orientation?: DataCategoryPresence;
    /** GDPR special category, trade union membership. */
    gdpr_trade_union_membership?: DataCategoryPresence;
    /** Data about health. */
    health_and_medical?: DataCategoryPresence;
    /** Where people are or were. */
    location_and_tracking?: DataCategoryPresence;
    /** Data about minors. */
    minors_data?: DataCategoryPresence;
    /** Confidential data of an organisation. */
    organisational_confidential?: DataCategoryPresence;
    /** Data that identifies a person. */
    personal_identifiers?: DataCategoryPresence;
}
/**
 * Which categories of data a payload may hold. Use `unknown` for what has not been assessed.
 * @default {}
 */
export interface DataCategoriesInput {
    /** Passwords, keys and other secrets. */
    authentication_and_secrets?: DataCategoryPresence | undefined;
    /** Observed behaviour and what is inferred from it. */
    behavioural_and_inferred?: DataCategoryPresence | undefined;
    /** Highest classification of the data. */
    classification?: DataClassification | undefined;
    /** Addresses, telephone numbers and the like. */
    contact_information?: DataCategoryPresence | undefined;
    /** Data about offences and convictions. */
    criminal_justice?: DataCategoryPresence | undefined;
    /** Data about money and accounts. */
    financial_information?: DataCategoryPresence | undefined;
    /** GDPR special category, biometric data used for identification. */
    gdpr_biometric_for_identification?: DataCategoryPresence | undefined;
    /** GDPR special category, genetic data. */
    gdpr_genetic_data?: DataCategoryPresence | undefined;
    /** GDPR special category, political opinions. */
    gdpr_political_opinions?: DataCategoryPresence | undefined;
    /** GDPR special category, racial or ethnic origin. */
    gdpr_racial_or_ethnic_origin?: DataCategoryPresence | undefined;
    /** GDPR special category, religious or philosophical beliefs. */
    gdpr_religious_or_philosophical_beliefs?: DataCategoryPresence | undefined;
    /** GDPR special category, sex life or sexual orientation. */
    gdpr_sex_life_or_sexual_orientation?: DataCategoryPresence | undefined;
    /** GDPR special category, trade union membership. */
    gdpr_trade_union_membership?: DataCategoryPresence | undefined;
    /** Data about health. */
    health_and_medical?: DataCategoryPresence | undefined;
    /** Where people are or were. */
    location_and_tracking?: DataCategoryPresence | undefined;
    /** Data about minors. */
    minors_data?: DataCategoryPresence | undefined;
    /** Confidential data of an organisation. */
    organisational_confidential?: DataCategoryPresence | undefined;
    /** Data that identifies a person. */
    personal_identifiers?: DataCategoryPresence | undefined;
}
/** Name of a category of DataCategories. */
export type DataCategoryName = "personal_identifiers" | "contact_information" | "financial_information" | "health_and_medical" | "criminal_justice" | "authentication_and_secrets" | "organisational_confidential" | "minors_data" | "location_and_tracking" | "behavioural_and_inferred" | "gdpr_racial_or_ethnic_origin" | "gdpr_political_opinions" | "gdpr_religious_or_philosophical_beliefs" | "gdpr_trade_union_membership" | "gdpr_genetic_data" | "gdpr_biometric_for_identification" | "gdpr_sex_life_or_sexual_orientation" | (string & {});
/**
 * `unknown` means not assessed.
 * @default unknown
 */
export type DataCategoryPresence = "unknown" | "included" | "excluded";
/**
 * How confidential data is, from `public` up to `secret`. `unknown` means not assessed.
 * @default unknown
 */
export type DataClassification = "unknown" | "public" | "internal" | "confidential" | "restricted" | "secret";
/**
 * What a span type may do and which data it may carry. Used in requests and answers. Published references mark every
 * field as required, the vendor's first Python clients none; whether the API accepts a partial object is unknown. So
 * both vendor clients send every field, and so does ours: as `unknown` where it is left out.
 */
export interface DataRisk {
    /** What spans of this type may do. */
    action_profile?: ActionProfile;
    /** Data that may be in the `payload`. */
    params_data_categories?: DataCategories;
    /** Data that may be in the `result_payload`. */
    result_data_categories?: DataCategories;
}
/**
 * What a span type may do and which data it may carry. Used in requests and answers. Published references mark every
 * field as required, the vendor's first Python clients none; whether the API accepts a partial object is unknown. So
 * both vendor clients send every field, and so does ours: as `unknown` where it is left out.
 */
export interface DataRiskInput {
    /** What spans of this type may do. */
    action_profile?: ActionProfileInput | undefined;
    /** Data that may be in the `payload`. */
    params_data_categories?: DataCategoriesInput | undefined;
    /** Data that may be in the `result_payload`. */
    result_data_categories?: DataCategoriesInput | undefined;
}
/**
 * The body of the answer to a request that failed validation.
 *
 * Not an error that is thrown: that is a `PrefactorApiError`, which has this as its `body`.
 */
export interface DetailedApiError {
    /**
     * Machine-readable code, `validation_errors` in the published references.
     * @example validation_errors
     */
    code: ErrorCode;
    /**
     * What is wrong, by field name. The sources disagree on the values: lists of strings in an early vendor type,
     * any value in the vendor's Python client, nested `{status, code, message}` objects in one of its tests.
     */
    errors: {
        [key: string]: unknown;
    };
    /** Text for a person. Not meant to be parsed. */
    message: string;
    /** Always `error`. Absent in some of the vendor's own examples. */
    status?: "error";
}
/** An empty object. */
export type DiscardSensitiveRequest = Record<string, never>;
/**
 * Id of an environment, such as staging or production (a PFID).
 * @example 013xrzp12g3nqk8nzxvq7jm2arsfg5h1
 */
export type EnvironmentId = string;
/**
 * Machine-readable code of an error: what the vendor's TypeScript SDK lists. There may be others.
 *
 *
 * - `bad_request`: The request could not be understood.
 * - `unexpected_ref_type`: An id names another kind of resource.
 * - `invalid_value`: A value is not allowed.
 * - `required_value`: A value is missing.
 * - `validation_errors`: Some fields are invalid; `errors` says which.
 * - `bad_authtoken`: The token is missing, malformed, expired or revoked.
 * - `not_authenticated`: The request carries no valid token.
 * - `not_permitted`: The token does not allow this.
 * - `not_found`: There is no such resource.
 * - `alert_unknown`: There is no such alert.
 * - `invalid_action`: The action is not possible in the current state, mostly because it was already done.
 * - `alert_already_cleared`: The alert has been cleared already.
 * - `idempotency_key_already_used`: Another request used this key. After an attempt of the same call without an answer, that attempt was carried out.
 * - `rate_limited`: Too many requests; `retry_after_ms` says how long to wait.
 * - `unexpected`: Something went wrong in the API.
 * - `unknown`: Something went wrong in the API.
 * - `not_implemented`: The API does not offer this.
 * - `temporarily_unavailable`: The API cannot answer at the moment.
 * @example not_found
 *
 * Not an error that is thrown: that is a `PrefactorApiError`, which has this as its `body`.
 */
export type ErrorCode = "bad_request" | "unexpected_ref_type" | "invalid_value" | "required_value" | "validation_errors" | "bad_authtoken" | "not_authenticated" | "not_permitted" | "not_found" | "alert_unknown" | "invalid_action" | "alert_already_cleared" | "idempotency_key_already_used" | "rate_limited" | "unexpected" | "unknown" | "not_implemented" | "temporarily_unavailable" | (string & {});
/**
 * The body of an error answer, with `errors` when the request failed validation.
 *
 * Not an error that is thrown: that is a `PrefactorApiError`, which has this as its `body`.
 */
export type ErrorResponse = DetailedApiError | ApiError;
/** How and when a run ended. */
export interface FinishInstanceFields {
    /**
     * How it ended. `complete` when null or absent. `complete` and `failed` need an instance that is `active`;
     * `cancelled` needs one that is `pending`, and start and end are then both set to the timestamp.
     */
    status?: FinishStatus | null | undefined;
    /**
     * When it ended. Null or absent means now. An ISO 8601 timestamp.
     * @example 2026-03-02T09:30:09Z
     */
    timestamp?: Date | string | null | undefined;
}
/** Finishes a run. May be empty. */
export interface FinishInstanceRequest extends FinishInstanceFields {
    idempotency_key?: IdempotencyKey | undefined;
}
/** How and when a span ended, and what came out. Not wrapped in `details`. */
export interface FinishSpanFields {
    /** What came out, in the shape of its type's `result_schema`. Null or absent means none. */
    result_payload?: object | null | undefined;
    /** Whether `result_payload` marks sensitive values. Presumably false when absent. Since June 2026. */
    sensitive_encoding?: boolean | undefined;
    /**
     * How it ended. `complete` when null or absent. `complete` and `failed` need a span that is `active`;
     * `cancelled` needs one that is `pending`, and start and end are then both set to the timestamp. So one that was
     * aborted is `failed`.
     */
    status?: FinishStatus | null | undefined;
    /**
     * When it ended. Null or absent means now. An ISO 8601 timestamp.
     * @example 2026-03-02T09:30:08Z
     */
    timestamp?: Date | string | null | undefined;
}
/** Finishes a span. May be empty. */
export interface FinishSpanRequest extends FinishSpanFields {
    idempotency_key?: IdempotencyKey | undefined;
}
/**
 * How an instance or a span ended: `complete` or `failed` for one that is `active`, `cancelled` for one that is still
 * `pending`. So what has begun and was broken off is `failed`. `terminated` cannot be set this way. One that has ended
 * is refused with 409 `invalid_action`.
 */
export type FinishStatus = "complete" | "failed" | "cancelled";
/** How many ids, and of which account. */
export interface GeneratePfidsRequest {
    /** Account in whose partition they are. Absent presumably means that of the token. */
    account_id?: AccountId | undefined;
    /**
     * Number of ids. Every known client sends it; no source names a limit.
     * @example 2
     */
    count: number;
}
/** What `getAgent` takes in its query. */
export interface GetAgentQuery {
    /**
     * Environment whose runs to count and whose risk to roll up. Presumably all when absent.
     * @example 013xrzp12g3nqk8nzxvq7jm2arsfg5h1
     */
    environment_id?: EnvironmentId | undefined;
    /**
     * Whether to return the number of runs by status.
     * @example true
     */
    include_counts?: boolean | undefined;
    /**
     * Whether to return the risk of the agent, beside its details.
     * @example true
     */
    include_risk_rollup?: boolean | undefined;
}
/** What `getAgentSpan` takes in its query. */
export interface GetAgentSpanQuery {
    /**
     * Whether sensitive values stay redacted; false asks for the original values. Presumably true when absent.
     * @example true
     */
    redacted?: boolean | undefined;
}
/**
 * Makes the request safe to repeat: the same key returns the first result without acting again. 1 to 64
 * characters; null or absent means no protection. The limit of 64 is that of both vendor SDKs.
 * @example 7d0c9f1e-3f5a-4a53-9b3c-0f3a0c1d2e01
 */
export type IdempotencyKey = string | null;
/** What `listAgentInstances` takes in its query. */
export interface ListAgentInstancesQuery {
    /**
     * Agent whose runs to list. Every known client sends it; no published reference says that it is required.
     * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
     */
    agent_id?: AgentId | undefined;
    /**
     * Only runs of this version.
     * @example 013xrzp12g3nqk8n6mv28ge2v9f7n2hc
     */
    agent_version_id?: AgentVersionId | undefined;
    /**
     * Which part of the list to return, as `pagination[offset]=0&pagination[page_size]=50`.
     * @example {
     *   "offset": 0,
     *   "page_size": 50
     * }
     */
    pagination?: PaginationInput | undefined;
    /**
     * Order of the list, as `sorting[field]=id&sorting[direction]=desc`. Oldest first when absent, at least for
     * instances. The newest published reference has a plain string instead (`sorting=-id`), which the live API refused
     * in July 2026.
     * @example {
     *   "field": "id",
     *   "direction": "desc"
     * }
     */
    sorting?: SortingInput | undefined;
}
/** What `listAgentSchemaVersions` takes in its query. */
export interface ListAgentSchemaVersionsQuery {
    /**
     * Agent whose agent schema versions to list. Every known client sends it; the published reference does not mark it as required.
     * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
     */
    agent_id?: AgentId | undefined;
    /**
     * Which part of the list to return, as `pagination[offset]=0&pagination[page_size]=50`.
     * @example {
     *   "offset": 0,
     *   "page_size": 50
     * }
     */
    pagination?: PaginationInput | undefined;
    /**
     * Order of the list, as `sorting[field]=id&sorting[direction]=desc`. Oldest first when absent, at least for
     * instances. The newest published reference has a plain string instead (`sorting=-id`), which the live API refused
     * in July 2026.
     * @example {
     *   "field": "id",
     *   "direction": "desc"
     * }
     */
    sorting?: SortingInput | undefined;
}
/** What `listAgentSpans` takes in its query. */
export interface ListAgentSpansQuery {
    /**
     * Agent whose spans to list. Give this or `agent_instance_id`. Observed live, in no published reference.
     * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
     */
    agent_id?: AgentId | undefined;
    /**
     * Run whose spans to list. Give this or `agent_id`.
     * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
     */
    agent_instance_id?: AgentInstanceId | undefined;
    /**
     * End of the period to list. The vendor's command-line tool requires it; the live API did not in July 2026.
     * @example 2026-03-02T10:00:00Z
     */
    end_time?: Date | string | undefined;
    /**
     * Whether to compute the risk of each span. Observed live, in no published reference.
     * @example true
     */
    include_risk_level?: boolean | undefined;
    /**
     * Whether to render the `summary` of each span, which takes time. False when absent.
     * @example true
     */
    include_summaries?: boolean | undefined;
    /**
     * Which part of the list to return, as `pagination[offset]=0&pagination[page_size]=50`.
     * @example {
     *   "offset": 0,
     *   "page_size": 50
     * }
     */
    pagination?: PaginationInput | undefined;
    /**
     * Order of the list, as `sorting[field]=id&sorting[direction]=desc`. Oldest first when absent, at least for
     * instances. The newest published reference has a plain string instead (`sorting=-id`), which the live API refused
     * in July 2026.
     * @example {
     *   "field": "id",
     *   "direction": "desc"
     * }
     */
    sorting?: SortingInput | undefined;
    /**
     * Start of the period to list. The vendor's command-line tool requires it; the live API did not in July 2026.
     * @example 2026-03-02T09:00:00Z
     */
    start_time?: Date | string | undefined;
}
/** What `listAgentVersions` takes in its query. */
export interface ListAgentVersionsQuery {
    /**
     * Agent whose agent versions to list. Every known client sends it; the published reference does not mark it as required.
     * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
     */
    agent_id?: AgentId | undefined;
    /**
     * Which part of the list to return, as `pagination[offset]=0&pagination[page_size]=50`.
     * @example {
     *   "offset": 0,
     *   "page_size": 50
     * }
     */
    pagination?: PaginationInput | undefined;
    /**
     * Order of the list, as `sorting[field]=id&sorting[direction]=desc`. Oldest first when absent, at least for
     * instances. The newest published reference has a plain string instead (`sorting=-id`), which the live API refused
     * in July 2026.
     * @example {
     *   "field": "id",
     *   "direction": "desc"
     * }
     */
    sorting?: SortingInput | undefined;
}
/** What `listAgents` takes in its query. */
export interface ListAgentsQuery {
    /**
     * Only agents that this person owns.
     * @example 013xrzp12g3nqk8np2r4s6t8v0w1x3y5
     */
    owner_person_id?: PersonId | undefined;
    /**
     * Which part of the list to return, as `pagination[offset]=0&pagination[page_size]=50`.
     * @example {
     *   "offset": 0,
     *   "page_size": 50
     * }
     */
    pagination?: PaginationInput | undefined;
    /**
     * Only agents with this risk profile. Known from the vendor's Python client only, like team and owner; it says that
     * null finds those that have none, but never sends null.
     * @example 013xrzp12g3nqk8nr7k2m9q4s6t8v0w1
     */
    risk_profile_id?: RiskProfileId | undefined;
    /**
     * Order of the list, as `sorting[field]=id&sorting[direction]=desc`. Oldest first when absent, at least for
     * instances. The newest published reference has a plain string instead (`sorting=-id`), which the live API refused
     * in July 2026.
     * @example {
     *   "field": "id",
     *   "direction": "desc"
     * }
     */
    sorting?: SortingInput | undefined;
    /**
     * Only agents of this team.
     * @example 013xrzp12g3nqk8nt3e5a7m9q1r2s4v6
     */
    team_id?: TeamId | undefined;
}
/** What `listAlerts` takes in its query. */
export interface ListAlertsQuery {
    /**
     * Only alerts that were raised at some time in this period, as
     * `active_during[start_at]=2026-03-02T09:00:00Z&active_during[finish_at]=2026-03-02T10:00:00Z`.
     * @example {
     *   "start_at": "2026-03-02T09:00:00Z",
     *   "finish_at": "2026-03-02T10:00:00Z"
     * }
     */
    active_during?: AlertPeriod | undefined;
    /**
     * Only alerts of runs of this agent.
     * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
     */
    agent_id?: AgentId | undefined;
    /**
     * Only alerts of this run.
     * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
     */
    agent_instance_id?: AgentInstanceId | undefined;
    /**
     * Only alerts of runs in this environment.
     * @example 013xrzp12g3nqk8nzxvq7jm2arsfg5h1
     */
    environment_id?: EnvironmentId | undefined;
    /**
     * Only alerts of this name.
     * @example budget_exceeded
     */
    name?: string | undefined;
    /**
     * Which part of the list to return, as `pagination[offset]=0&pagination[page_size]=50`.
     * @example {
     *   "offset": 0,
     *   "page_size": 50
     * }
     */
    pagination?: PaginationInput | undefined;
    /**
     * Only alerts of this severity.
     * @example warning
     */
    severity?: AlertSeverity | undefined;
    /**
     * Order of the list, as `sorting[field]=id&sorting[direction]=desc`. Oldest first when absent, at least for
     * instances. The newest published reference has a plain string instead (`sorting=-id`), which the live API refused
     * in July 2026.
     * @example {
     *   "field": "id",
     *   "direction": "desc"
     * }
     */
    sorting?: SortingInput | undefined;
    /**
     * Only alerts in this state.
     * @example raised
     */
    status?: AlertStatus | undefined;
}
/** Which part of a list to return. */
export interface PaginationInput {
    /**
     * Number of items to skip, zero-based. Presumably 0 when absent.
     * @example 0
     */
    offset?: number | undefined;
    /**
     * Most items to return. The default is not documented; clients send 25 or 100.
     * @example 50
     */
    page_size?: number | undefined;
}
/** Where the returned page stands in the whole list. */
export interface PaginationOutput {
    /**
     * Number of items in the whole list.
     * @example 200
     */
    item_count: number;
    /**
     * Position of the last item of this page, one-based.
     * @example 100
     */
    item_end: number;
    /**
     * Position of the first item of this page, one-based.
     * @example 91
     */
    item_start: number;
    /**
     * The `offset` of the next page. Null on the last page.
     * @example 100
     */
    next_page_offset: number | null;
    /**
     * Number of pages in the whole list.
     * @example 20
     */
    page_count: number;
    /**
     * Number of this page, one-based.
     * @example 10
     */
    page_index: number;
    /**
     * Number of items before this page, zero-based.
     * @example 90
     */
    page_offset: number;
    /**
     * Most items a page can hold.
     * @example 10
     */
    page_size: number;
    /**
     * The `offset` of the previous page. Null on the first page.
     * @example 80
     */
    previous_page_offset: number | null;
}
/**
 * Id of a person, who may own agents (a PFID).
 * @example 013xrzp12g3nqk8np2r4s6t8v0w1x3y5
 */
export type PersonId = string;
/** Ids in the partition of an account. Not a `details` envelope. */
export interface PfidsResponse {
    /** Account in whose partition they are. */
    account_id?: AccountId;
    /** The ids. */
    pfids: string[];
    /** Always `success`. */
    status: "success";
}
/** Answer to a token that was accepted. Sources agree only that it is a JSON object. */
export interface PingResponse {
    /**
     * `success` in every known sample; those come from test doubles, not from the live API.
     * @example success
     */
    status?: string;
    [key: string]: unknown;
}
/** A named quality value that may be recorded on an instance. Since August 2026. */
export interface QualitySchemaForCreate {
    /** Which data the value may carry. Null or absent means not assessed. Only the vendor's Python client sends null. */
    data_risk?: DataRiskInput | null | undefined;
    /**
     * What the value says. Null or absent means none. Only the vendor's Python client sends null.
     * @example How well the answer fits the question.
     */
    description?: string | null | undefined;
    /**
     * Name to record values under.
     * @example answer_review
     */
    name: string;
    /** JSON Schema of the value. */
    schema: object;
    /**
     * Liquid template of the summary. Null or absent means none. Only the vendor's Python client sends null.
     * @example {{ score }} of 5
     */
    template?: string | null | undefined;
    /**
     * Title to show. The name when null or absent. Only the vendor's Python client sends null.
     * @example Answer review
     */
    title?: string | null | undefined;
}
/** Raises an alert of a run. */
export interface RaiseAlertRequest {
    /** Run it is about. */
    agent_instance_id: AgentInstanceId;
    /**
     * Name of the alert, by which it is cleared again.
     * @example budget_exceeded
     */
    name: string;
    /** What to say of it, presumably in the shape of its schema in `alert_schemas`. */
    payload: object;
    /** Whether `payload` may hold values that are marked as sensitive, as `{"$sensitive": "string", "value": "…"}`. */
    payload_sensitive_encoding?: boolean | undefined;
    /**
     * When it was raised. Absent presumably means now. An ISO 8601 timestamp.
     * @example 2026-03-02T09:30:05Z
     */
    raised_at?: Date | string | undefined;
    /** How bad it is. */
    severity: AlertSeverity;
}
/**
 * The body of the answer to a request that came too soon.
 *
 * Not an error that is thrown: that is a `PrefactorApiError`, which has this as its `body`.
 */
export interface RateLimitErrorResponse extends ApiError {
    /**
     * How long to wait before the next attempt, in milliseconds. The vendor's TypeScript SDK requires it; one
     * independent client reads it where it is present.
     * @example 2000
     */
    retry_after_ms?: number;
}
/** One quality value of a run. */
export interface RecordQualityFields {
    /**
     * Name of the quality schema, as registered in `quality_schemas`.
     * @example answer_review
     */
    name: string;
    /**
     * The value, in the shape of its schema. Null removes the stored value of this name; other names are untouched.
     * Both vendor SDKs always send it, and so does our client: as null where it is left out.
     * @default null
     */
    payload?: object | null | undefined;
}
/** Records or removes one quality value of a run. */
export interface RecordQualityRequest extends RecordQualityFields {
    idempotency_key?: IdempotencyKey | undefined;
}
/** What a registration says about the new run. */
export interface RegisterAgentInstanceFields {
    /**
     * Agent that runs. Needed with an account token. Null or absent with an agent deployment token, which implies
     * it. Older references require it.
     * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
     */
    agent_id?: string | null | undefined;
    /**
     * Shapes of what the run will record. Required by older references and the vendor's Python client, optional in
     * the newest vendor SDK.
     */
    agent_schema_version?: AgentSchemaVersionForRegister | null | undefined;
    /**
     * Version of the agent's code. Required by older references and the vendor's Python client, optional in the
     * newest vendor SDK.
     */
    agent_version?: AgentVersionForRegister | null | undefined;
    /**
     * Environment it runs in. Needed with an account token. Null or absent with an agent deployment token, which
     * implies it. Since May 2026.
     * @example 013xrzp12g3nqk8nzxvq7jm2arsfg5h1
     */
    environment_id?: string | null | undefined;
    /**
     * The caller's own id of this run, unique per agent. An instance can be looked up by it. Only in the newest
     * vendor SDK.
     * @example ticket-20417
     */
    external_identifier?: string | null | undefined;
    /**
     * Id for the new instance, chosen by the caller within the partition of its account. Null or absent to let the
     * API choose.
     * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
     */
    id?: string | null | undefined;
    /** What the run is for. `live` when null or absent. Since July 2026. */
    purpose?: AgentInstancePurpose | null | undefined;
    /**
     * Whether this version becomes the current one of the deployment. The vendor's Python client always sends it, as
     * true unless told otherwise; what the API does when it is absent is not documented.
     */
    update_current_version?: boolean | null | undefined;
}
/** Registers a run. Nothing is required with an agent deployment token. */
export interface RegisterAgentInstanceRequest extends RegisterAgentInstanceFields {
    idempotency_key?: IdempotencyKey | undefined;
}
/** The new instance and the versions it uses. */
export interface RegisterAgentInstanceResponse {
    /** The schema version found or created. Null or absent in older sources; the vendor SDKs ignore it. */
    agent_schema_version?: AgentSchemaVersion | null;
    /** The version found or created. Null or absent in older sources; the vendor SDKs ignore it. */
    agent_version?: AgentVersion | null;
    /** The new instance, in status `pending`. */
    details: AgentInstance;
    /** Always `success`. */
    status: "success";
}
/** How risky something is. */
export type RiskLevel = "low" | "medium" | "high" | "critical" | (string & {});
/**
 * Id of a risk profile, by which the runs of an agent are scored (a PFID).
 * @example 013xrzp12g3nqk8nr7k2m9q4s6t8v0w1
 */
export type RiskProfileId = string;
/** How risky an instance is, computed from the data risk of its span types and how often they occur. */
export interface RiskScore {
    /** Categories of data that any span type includes. */
    all_data_categories?: DataCategoryName[];
    /** Actions that any span type allows. */
    allowed_actions?: ActionName[];
    /** True when at least one span type could be assessed. */
    any_assessable?: boolean;
    /**
     * Total score from which the level is `critical`.
     * @example 100
     */
    critical_threshold?: number;
    /** Highest classification of data in any span type. Null when none could be assessed. */
    peak_classification?: "unknown" | "public" | "internal" | "confidential" | "restricted" | "secret" | (string & {}) | null;
    /** The contribution of each span type. */
    per_type?: RiskScoreByType[];
    /** Level of the total score. Null when it cannot be assessed. */
    risk_level?: "low" | "medium" | "high" | "critical" | (string & {}) | null;
    /**
     * Sum of the contributions of all span types.
     * @example 12.5
     */
    total_score?: number;
}
/** Contribution of one span type to a risk score. */
export interface RiskScoreByType {
    /**
     * Number of spans of this type.
     * @example 1
     */
    count?: number;
    /** Level of this type. */
    risk_level?: RiskLevel;
    /**
     * Name of the span type.
     * @example support:llm
     */
    schema_name?: string;
    /**
     * What all spans of this type add to the total score.
     * @example 12.5
     */
    total_contribution?: number;
    /**
     * Score of one span of this type.
     * @example 12.5
     */
    type_score?: number;
}
/** What an agent runs on. The newest vendor SDK sends all four fields; the published reference allows null for each. */
export interface RuntimeEnvironment {
    /**
     * Adapters for agent frameworks, as `package@version`. May be empty or null.
     * @example [
     *   "@prefactor/langchain@2.0.0"
     * ]
     */
    agent_sdk?: string[] | null;
    /**
     * Operating system. May be null.
     * @example linux
     */
    os?: string | null;
    /**
     * Prefactor libraries, as `package@version`. May be null.
     * @example [
     *   "@prefactor/core@1.1.0"
     * ]
     */
    prefactor_sdk?: string[] | null;
    /**
     * Language runtime, as `name@version`. May be null.
     * @example node@22.12.0
     */
    runtime?: string | null;
}
/** What an agent runs on. The newest vendor SDK sends all four fields; the published reference allows null for each. */
export interface RuntimeEnvironmentInput {
    /**
     * Adapters for agent frameworks, as `package@version`. May be empty or null.
     * @example [
     *   "@prefactor/langchain@2.0.0"
     * ]
     */
    agent_sdk?: readonly string[] | null | undefined;
    /**
     * Operating system. May be null.
     * @example linux
     */
    os?: string | null | undefined;
    /**
     * Prefactor libraries, as `package@version`. May be null.
     * @example [
     *   "@prefactor/core@1.1.0"
     * ]
     */
    prefactor_sdk?: readonly string[] | null | undefined;
    /**
     * Language runtime, as `name@version`. May be null.
     * @example node@22.12.0
     */
    runtime?: string | null | undefined;
}
/** A named quality or alert value, as stored. */
export interface SchemaDetails {
    /**
     * Which data the value may carry. Sources show it as always present; null is allowed here, because the
     * request may leave it out.
     */
    data_risk?: DataRisk | null;
    /** What the value says. Null when it was not given. */
    description?: string | null;
    /**
     * Name that values are recorded under.
     * @example answer_review
     */
    name: string;
    /** JSON Schema of the value. */
    schema?: {
        [key: string]: unknown;
    };
    /** Whether `schema` is a valid JSON Schema. */
    schema_validation?: SchemaValidationResult;
    /** Liquid template of the summary. Null when it was not given. */
    template?: string | null;
    /**
     * Title to show. The name when none was given.
     * @example Answer review
     */
    title?: string;
}
/** Whether a stored JSON Schema is valid. An invalid one seems to be stored and flagged, not refused. */
export interface SchemaValidationResult {
    /** What is wrong with the schema. Null when it is valid. */
    message?: string | null;
    /** `success` for a valid schema. */
    status: "success" | "error" | (string & {});
}
/** What `showAgentInstance` takes in its query. */
export interface ShowAgentInstanceQuery {
    /**
     * Id of the run. One of the two is needed.
     * @example 013xrzp12g3nqk8n4evtrcj59k8dhn3t
     */
    agent_instance_id?: AgentInstanceId | undefined;
    /**
     * The caller's own id of the run, as given at registration. One of the two is needed.
     * @example ticket-20417
     */
    external_identifier?: string | undefined;
    /**
     * Whether to return the number of raised alerts.
     * @example true
     */
    include_alert_count?: boolean | undefined;
    /**
     * Whether to return the cost breakdown.
     * @example true
     */
    include_costs?: boolean | undefined;
    /**
     * Whether to return span counts.
     * @example true
     */
    include_counts?: boolean | undefined;
    /**
     * Whether to return the risk score. On the details of an instance this flag made the API answer 500 in July
     * 2026.
     * @example false
     */
    include_risk_score?: boolean | undefined;
}
/** What `showAgent` takes in its query. */
export interface ShowAgentQuery {
    /**
     * Id of the agent. One of the two is needed.
     * @example 013xrzp12g3nqk8nx0y2vfkg4s3jp2qr
     */
    agent_id?: AgentId | undefined;
    /**
     * Environment whose runs to count and whose risk to roll up. Presumably all when absent.
     * @example 013xrzp12g3nqk8nzxvq7jm2arsfg5h1
     */
    environment_id?: EnvironmentId | undefined;
    /**
     * The caller's own id of the agent, as given when it was created. One of the two is needed.
     * @example support-triage
     */
    external_identifier?: string | undefined;
    /**
     * Whether to return the number of runs by status.
     * @example true
     */
    include_counts?: boolean | undefined;
    /**
     * Whether to return the risk of the agent, beside its details.
     * @example true
     */
    include_risk_rollup?: boolean | undefined;
}
/** `asc` is smallest or oldest first, `desc` is largest or newest first. */
export type SortDirection = "asc" | "desc";
/** The order that was applied to a list. No field is in all sources. */
export interface Sorting {
    /** Direction of the order. */
    direction?: "asc" | "desc" | (string & {});
    /**
     * Name of the field the list is sorted by.
     * @example id
     */
    field?: string;
    /** Where items without a value come. The vendor's Python client does not know this field. */
    nulls?: "first" | "last" | "auto" | (string & {});
}
/** A field to sort by and a direction. */
export interface SortingFields {
    /** Ascending or descending. Only requests that give it have been seen, so giving it is advised. */
    direction?: SortDirection | undefined;
    /**
     * Name of the field to sort by. `id` sorts by time of creation.
     * @example id
     */
    field?: string | undefined;
}
/**
 * Order of a list: a field and a direction, or both as text. The newest published reference has the text
 * (`sorting=-inserted_at`), but that form was refused and the other was in use against the live API in July and August
 * 2026.
 */
export type SortingInput = SortingFields | SortingText;
/**
 * Name of the field to sort by, with a leading `-` for descending order.
 * @example -inserted_at
 */
export type SortingText = string;
/** A type of span, as stored. */
export interface SpanTypeSchemaDetails {
    /**
     * What such a span may do and which data it may carry. Sources show it as always present; null is allowed
     * here, because the request may leave it out.
     */
    data_risk?: DataRisk | null;
    /** What such a span is. Null when it was not given. */
    description?: string | null;
    /**
     * The `schema_name` of spans of this type.
     * @example support:llm
     */
    name: string;
    /** JSON Schema of the `payload`. */
    params_schema?: {
        [key: string]: unknown;
    };
    /** Whether `params_schema` is a valid JSON Schema. */
    params_schema_validation?: SchemaValidationResult;
    /** JSON Schema of the `result_payload`. Empty when it was not given. */
    result_schema?: {
        [key: string]: unknown;
    };
    /** Whether `result_schema` is a valid JSON Schema. */
    result_schema_validation?: SchemaValidationResult;
    /** Liquid template of the span's `summary`. Null when it was not given. */
    template?: string | null;
    /**
     * Title to show. The name when none was given.
     * @example Model call
     */
    title?: string;
}
/** A type of span. A payload that does not match is recorded and flagged, not refused. */
export interface SpanTypeSchemaForCreate {
    /** What such a span may do and which data it may carry. Null or absent means not assessed. */
    data_risk?: DataRiskInput | null | undefined;
    /**
     * What such a span is. Null or absent means none.
     * @example One call of a language model.
     */
    description?: string | null | undefined;
    /**
     * The `schema_name` of spans of this type.
     * @example support:llm
     */
    name: string;
    /** JSON Schema of the `payload`. */
    params_schema: object;
    /** JSON Schema of the `result_payload`. An empty schema when null or absent. */
    result_schema?: object | null | undefined;
    /**
     * Liquid template of the span's `summary`. It sees payload and result merged; the result wins. Null or absent
     * means none.
     * @example Asked {{ model }}
     */
    template?: string | null | undefined;
    /**
     * Title to show. The name when null or absent.
     * @example Model call
     */
    title?: string | null | undefined;
}
/**
 * Id of a team, to which agents may belong (a PFID).
 * @example 013xrzp12g3nqk8nt3e5a7m9q1r2s4v6
 */
export type TeamId = string;
/** Why and when a run was terminated. */
export interface TerminateInstanceFields {
    /**
     * Why, not blank. Stored as `termination_reason` and sent to the agent as `control.reason`.
     * @example Budget for this run is used up.
     */
    reason: string;
    /**
     * When it was terminated. Null or absent means now. Only in the newest vendor SDK. An ISO 8601 timestamp.
     * @example 2026-03-02T09:30:07Z
     */
    timestamp?: Date | string | null | undefined;
}
/** Terminates a run. */
export interface TerminateInstanceRequest extends TerminateInstanceFields {
    idempotency_key?: IdempotencyKey | undefined;
}
/** When something happened. */
export interface TimestampFields {
    /**
     * When it happened. Null or absent means now. An ISO 8601 timestamp.
     * @example 2026-03-02T09:30:01Z
     */
    timestamp?: Date | string | null | undefined;
}
/** Starts a run. May be empty. */
export interface TimestampRequest extends TimestampFields {
    idempotency_key?: IdempotencyKey | undefined;
}
/** What to change of an agent. */
export interface UpdateAgentFields {
    /** What to change. */
    details: AgentForUpdate;
}
/** Changes an agent. */
export interface UpdateAgentRequest extends UpdateAgentFields {
    idempotency_key?: IdempotencyKey | undefined;
}
