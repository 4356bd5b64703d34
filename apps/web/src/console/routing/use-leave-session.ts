import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { signOut } from "../api/calls.ts";

/** Signs out and forgets everything that was loaded: the next officer at this desk must not see it. */
export function useLeaveSession(): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate } = useMutation({
    mutationFn: signOut,
    onSettled: async () => {
      await navigate({ to: "/dang-nhap" });
      client.clear();
    },
  });
  return () => mutate();
}
