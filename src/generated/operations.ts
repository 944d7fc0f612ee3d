// Generated from openapi/ by `npm run generate`. Do not edit.

import * as requests from './request-validators.ts';
import * as responses from './response-validators.ts';

/** One complaint of a validator. */
export interface Complaint {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** Whether a value fits a schema; after `false`, `errors` says where it does not. */
export interface Validator {
  (value: unknown): boolean;
  errors?: Complaint[] | null;
}

/** What the client knows of an operation besides its types. */
export interface Operation {
  readonly id: string;
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  /** Template with `{name}` for each path parameter. */
  readonly path: string;
  readonly pathParameters: readonly string[];
  readonly writes: boolean;
  /** Where an idempotency key goes: into body and header, into each bulk item, into the header alone, or nowhere. */
  readonly key: 'body' | 'items' | 'header' | undefined;
  /** Whether doing it twice is the same as doing it once, key or no key. */
  readonly repeatable: boolean;
  readonly bodyTimestamps: readonly (readonly string[])[];
  readonly queryTimestamps: readonly (readonly string[])[];
  /** The `_type` of this operation as a bulk item. */
  readonly bulkType: string | undefined;
  readonly checkBody: Validator | undefined;
  readonly checkQuery: Validator | undefined;
  readonly checkBulkItem: Validator | undefined;
  readonly checkSuccess: Validator;
}

export const operations = {
  createAgentSpan: {
    id: "createAgentSpan",
    method: "POST",
    path: "/api/v1/agent_spans",
    pathParameters: [],
    writes: true,
    key: "body",
    repeatable: false,
    bodyTimestamps: [["details","started_at"],["details","finished_at"]],
    queryTimestamps: [],
    bulkType: "agent_spans/create",
    checkBody: requests.createAgentSpanBody as Validator,
    checkQuery: undefined,
    checkBulkItem: requests.createAgentSpanBulkItem as Validator,
    checkSuccess: responses.createAgentSpanSuccess as Validator,
  },
  discardAgentSpanSensitive: {
    id: "discardAgentSpanSensitive",
    method: "POST",
    path: "/api/v1/agent_spans/{agent_span_id}/discard_sensitive",
    pathParameters: ["agent_span_id"],
    writes: true,
    key: "header",
    repeatable: true,
    bodyTimestamps: [],
    queryTimestamps: [],
    bulkType: undefined,
    checkBody: requests.discardAgentSpanSensitiveBody as Validator,
    checkQuery: undefined,
    checkBulkItem: undefined,
    checkSuccess: responses.discardAgentSpanSensitiveSuccess as Validator,
  },
  executeBulk: {
    id: "executeBulk",
    method: "POST",
    path: "/api/v1/bulk",
    pathParameters: [],
    writes: true,
    key: "items",
    repeatable: false,
    bodyTimestamps: [],
    queryTimestamps: [],
    bulkType: undefined,
    checkBody: requests.executeBulkBody as Validator,
    checkQuery: undefined,
    checkBulkItem: undefined,
    checkSuccess: responses.executeBulkSuccess as Validator,
  },
  finishAgentInstance: {
    id: "finishAgentInstance",
    method: "POST",
    path: "/api/v1/agent_instance/{agent_instance_id}/finish",
    pathParameters: ["agent_instance_id"],
    writes: true,
    key: "body",
    repeatable: false,
    bodyTimestamps: [["timestamp"]],
    queryTimestamps: [],
    bulkType: "agent_instances/finish",
    checkBody: requests.finishAgentInstanceBody as Validator,
    checkQuery: undefined,
    checkBulkItem: requests.finishAgentInstanceBulkItem as Validator,
    checkSuccess: responses.finishAgentInstanceSuccess as Validator,
  },
  finishAgentSpan: {
    id: "finishAgentSpan",
    method: "POST",
    path: "/api/v1/agent_spans/{agent_span_id}/finish",
    pathParameters: ["agent_span_id"],
    writes: true,
    key: "body",
    repeatable: false,
    bodyTimestamps: [["timestamp"]],
    queryTimestamps: [],
    bulkType: "agent_spans/finish",
    checkBody: requests.finishAgentSpanBody as Validator,
    checkQuery: undefined,
    checkBulkItem: requests.finishAgentSpanBulkItem as Validator,
    checkSuccess: responses.finishAgentSpanSuccess as Validator,
  },
  getAgentInstance: {
    id: "getAgentInstance",
    method: "GET",
    path: "/api/v1/agent_instance/{agent_instance_id}",
    pathParameters: ["agent_instance_id"],
    writes: false,
    key: undefined,
    repeatable: true,
    bodyTimestamps: [],
    queryTimestamps: [],
    bulkType: undefined,
    checkBody: undefined,
    checkQuery: undefined,
    checkBulkItem: undefined,
    checkSuccess: responses.getAgentInstanceSuccess as Validator,
  },
  getAgentInstanceContext: {
    id: "getAgentInstanceContext",
    method: "GET",
    path: "/api/v1/agent_instance/{agent_instance_id}/agent_context",
    pathParameters: ["agent_instance_id"],
    writes: false,
    key: undefined,
    repeatable: true,
    bodyTimestamps: [],
    queryTimestamps: [],
    bulkType: undefined,
    checkBody: undefined,
    checkQuery: undefined,
    checkBulkItem: undefined,
    checkSuccess: responses.getAgentInstanceContextSuccess as Validator,
  },
  getAgentSpan: {
    id: "getAgentSpan",
    method: "GET",
    path: "/api/v1/agent_spans/{agent_span_id}",
    pathParameters: ["agent_span_id"],
    writes: false,
    key: undefined,
    repeatable: true,
    bodyTimestamps: [],
    queryTimestamps: [],
    bulkType: "agent_spans/show",
    checkBody: undefined,
    checkQuery: requests.getAgentSpanQuery as Validator,
    checkBulkItem: requests.getAgentSpanBulkItem as Validator,
    checkSuccess: responses.getAgentSpanSuccess as Validator,
  },
  listAgentInstances: {
    id: "listAgentInstances",
    method: "GET",
    path: "/api/v1/agent_instance",
    pathParameters: [],
    writes: false,
    key: undefined,
    repeatable: true,
    bodyTimestamps: [],
    queryTimestamps: [],
    bulkType: "agent_instances/list",
    checkBody: undefined,
    checkQuery: requests.listAgentInstancesQuery as Validator,
    checkBulkItem: requests.listAgentInstancesBulkItem as Validator,
    checkSuccess: responses.listAgentInstancesSuccess as Validator,
  },
  listAgentSpans: {
    id: "listAgentSpans",
    method: "GET",
    path: "/api/v1/agent_spans",
    pathParameters: [],
    writes: false,
    key: undefined,
    repeatable: true,
    bodyTimestamps: [],
    queryTimestamps: [["start_time"],["end_time"]],
    bulkType: "agent_spans/list",
    checkBody: undefined,
    checkQuery: requests.listAgentSpansQuery as Validator,
    checkBulkItem: requests.listAgentSpansBulkItem as Validator,
    checkSuccess: responses.listAgentSpansSuccess as Validator,
  },
  ping: {
    id: "ping",
    method: "GET",
    path: "/api/v1/ping",
    pathParameters: [],
    writes: false,
    key: undefined,
    repeatable: true,
    bodyTimestamps: [],
    queryTimestamps: [],
    bulkType: undefined,
    checkBody: undefined,
    checkQuery: undefined,
    checkBulkItem: undefined,
    checkSuccess: responses.pingSuccess as Validator,
  },
  recordAgentInstanceQuality: {
    id: "recordAgentInstanceQuality",
    method: "POST",
    path: "/api/v1/agent_instance/{agent_instance_id}/record_quality",
    pathParameters: ["agent_instance_id"],
    writes: true,
    key: "body",
    repeatable: false,
    bodyTimestamps: [],
    queryTimestamps: [],
    bulkType: "agent_instances/record_quality",
    checkBody: requests.recordAgentInstanceQualityBody as Validator,
    checkQuery: undefined,
    checkBulkItem: requests.recordAgentInstanceQualityBulkItem as Validator,
    checkSuccess: responses.recordAgentInstanceQualitySuccess as Validator,
  },
  registerAgentInstance: {
    id: "registerAgentInstance",
    method: "POST",
    path: "/api/v1/agent_instance/register",
    pathParameters: [],
    writes: true,
    key: "body",
    repeatable: false,
    bodyTimestamps: [],
    queryTimestamps: [],
    bulkType: "agent_instances/register",
    checkBody: requests.registerAgentInstanceBody as Validator,
    checkQuery: undefined,
    checkBulkItem: requests.registerAgentInstanceBulkItem as Validator,
    checkSuccess: responses.registerAgentInstanceSuccess as Validator,
  },
  showAgentInstance: {
    id: "showAgentInstance",
    method: "GET",
    path: "/api/v1/agent_instance/show",
    pathParameters: [],
    writes: false,
    key: undefined,
    repeatable: true,
    bodyTimestamps: [],
    queryTimestamps: [],
    bulkType: "agent_instances/show",
    checkBody: undefined,
    checkQuery: requests.showAgentInstanceQuery as Validator,
    checkBulkItem: requests.showAgentInstanceBulkItem as Validator,
    checkSuccess: responses.showAgentInstanceSuccess as Validator,
  },
  startAgentInstance: {
    id: "startAgentInstance",
    method: "POST",
    path: "/api/v1/agent_instance/{agent_instance_id}/start",
    pathParameters: ["agent_instance_id"],
    writes: true,
    key: "body",
    repeatable: false,
    bodyTimestamps: [["timestamp"]],
    queryTimestamps: [],
    bulkType: "agent_instances/start",
    checkBody: requests.startAgentInstanceBody as Validator,
    checkQuery: undefined,
    checkBulkItem: requests.startAgentInstanceBulkItem as Validator,
    checkSuccess: responses.startAgentInstanceSuccess as Validator,
  },
  terminateAgentInstance: {
    id: "terminateAgentInstance",
    method: "POST",
    path: "/api/v1/agent_instance/{agent_instance_id}/terminate",
    pathParameters: ["agent_instance_id"],
    writes: true,
    key: "body",
    repeatable: false,
    bodyTimestamps: [["timestamp"]],
    queryTimestamps: [],
    bulkType: "agent_instances/terminate",
    checkBody: requests.terminateAgentInstanceBody as Validator,
    checkQuery: undefined,
    checkBulkItem: requests.terminateAgentInstanceBulkItem as Validator,
    checkSuccess: responses.terminateAgentInstanceSuccess as Validator,
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;

/** A bulk item of a type that the document does not know. */
export const checkOtherBulkItem = requests.otherBulkItem as Validator;

/** The body of an error answer. */
export const checkErrorEnvelope = responses.errorEnvelope as Validator;

/** One output of a bulk request, whatever its type. */
export const checkBulkOutput = responses.bulkOutput as Validator;
