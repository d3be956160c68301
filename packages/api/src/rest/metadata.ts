/** What OPTIONS tells about an address. */
export interface Metadata {
  name: string;
  description: string;
  /** The members that POST or PUT reads and answers. */
  actions?: Partial<Record<"POST" | "PUT", "session" | "operation">>;
}

interface Field {
  type: string;
  required: boolean;
  read_only: boolean;
  label: string;
  [detail: string]: unknown;
}

const readOnly = (type: string, label: string): Field => ({ type, required: false, read_only: true, label });
const writable = (type: string, label: string, required = false): Field => ({
  type,
  required,
  read_only: false,
  label,
});

function operationFields(operationNames: readonly string[]): Record<string, Field> {
  return {
    id: readOnly("integer", "ID"),
    session_id: writable("integer", "Session id"),
    name: {
      ...writable("choice", "Name", true),
      choices: operationNames.map((name) => ({ value: name, display_name: name })),
    },
    cache_key: writable("string", "Cache key"),
    status: readOnly("field", "Status"),
    message: readOnly("field", "Message"),
    operation_progress: readOnly("field", "Operation progress"),
    output: readOnly("field", "Output"),
    input_data: { ...writable("field", "Input data"), help_text: "What the operation works on" },
    created: { ...readOnly("datetime", "Created"), help_text: "Time when this operation was submitted" },
  };
}

function sessionFields(operationNames: readonly string[]): Record<string, Field> {
  const operation = { ...nested(), children: operationFields(operationNames) };
  return {
    id: readOnly("integer", "ID"),
    operations: { ...readOnly("field", "Operations"), child: operation },
    user: readOnly("field", "User"),
    name: { ...writable("string", "Name", true), help_text: "Name of this session", max_length: 256 },
    input_data: { ...writable("field", "Input data"), help_text: "The images of this session" },
    created: { ...readOnly("datetime", "Created"), help_text: "Time when this session was made" },
    accessed: { ...readOnly("datetime", "Accessed"), help_text: "Time when this session was last opened" },
    modified: { ...readOnly("datetime", "Modified"), help_text: "Time when this session was last changed" },
    persist: { ...writable("boolean", "Persist"), help_text: "Marks a session that is to be kept" },
  };
}

const nested = () => ({ type: "nested object", required: false, read_only: true });

export function metadataBody(metadata: Metadata, operationNames: readonly string[]) {
  const { name, description, actions } = metadata;
  const fields = { session: sessionFields, operation: operationFields };
  return {
    name,
    description,
    renders: ["application/json", "text/html"],
    parses: ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"],
    ...(actions && {
      actions: Object.fromEntries(
        Object.entries(actions).map(([method, kind]) => [method, fields[kind](operationNames)]),
      ),
    }),
  };
}
