"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMemo } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { useSubmitOperation } from "@/components/operations/use-submit-operation.ts";
import { Button } from "@/components/ui/button.tsx";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog.tsx";
import { ErrorNotice } from "@/components/ui/error-notice.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { type FormValues, initialValues } from "@/lib/form-values.ts";
import type { FrameChoice } from "@/lib/frame-choice.ts";
import { inputData } from "@/lib/input-data.ts";
import type { WizardOperation } from "@/lib/wizard.ts";
import { wizardSchema } from "@/lib/wizard-schema.ts";
import { WizardField } from "./wizard-field.tsx";

interface OperationFormProps {
  sessionId: number;
  operation: WizardOperation;
  choices: FrameChoice[];
  onDone: () => void;
}

export function OperationForm({ sessionId, operation, choices, onDone }: OperationFormProps) {
  const schema = useMemo(() => wizardSchema(operation, choices), [operation, choices]);
  const form = useForm<FormValues>({
    resolver: zodResolver(schema),
    defaultValues: useMemo(() => initialValues(operation, choices), [operation, choices]),
  });
  const submit = useSubmitOperation(sessionId, {
    onStarted: (submitted) => {
      if (submitted.status === "COMPLETED") toast.success(`${operation.name} was made before: its result is here.`);
      onDone();
    },
  });
  const send = form.handleSubmit((values) =>
    submit.mutate({ sessionId, name: operation.name, inputData: inputData(operation, values, choices) }),
  );
  return (
    <FormProvider {...form}>
      <form onSubmit={send} noValidate aria-label={operation.name} className="flex min-h-0 min-w-0 flex-col">
        <DialogBody className="flex-1 content-start gap-5">
          <p className="max-w-[65ch] text-muted">{operation.description}</p>
          {operation.inputs.map((input) => (
            <WizardField key={input.key} input={input} choices={choices} />
          ))}
          {submit.isError && (
            <ErrorNotice title={`${operation.name} was not started`} message={errorMessage(submit.error)} />
          )}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" tone="primary" pending={submit.isPending}>
            Start {operation.name}
          </Button>
        </DialogFooter>
      </form>
    </FormProvider>
  );
}
