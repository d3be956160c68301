import type { UserRecord } from "@datalab/db";
import type { AccountView } from "../views.ts";

export function accountView(user: UserRecord): AccountView {
  const { id, username, firstName, lastName, email, isStaff, isSuperuser } = user;
  return { id, username, firstName, lastName, email, isStaff, isSuperuser };
}
