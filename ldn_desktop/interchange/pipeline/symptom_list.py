"""The symptoms that a diary has, and those that an import adds to them."""

from __future__ import annotations

from ldn_desktop.diary.fields import RESERVED
from ldn_desktop.diary.model import Diary, SymptomChange
from ldn_desktop.diary.symptoms import Symptom, key_for


class SymptomList:
    """As the diary would have them after the import; `changes` are what it takes to get there."""

    def __init__(self, diary: Diary) -> None:
        self.by_key: dict[str, Symptom] = {symptom.key: symptom for symptom in diary.symptoms}
        self.changes: list[SymptomChange] = []
        self._device = diary.device

    def free_key(self, name: str) -> str:
        """A key for the person's own `name` that no symptom and no field has."""
        return key_for(name, {*self.by_key, *RESERVED}, self._device)

    def put(self, symptom: Symptom) -> str:
        """Add `symptom`, or replace the one with its key; returns that key."""
        before = self.by_key.get(symptom.key)
        self.by_key[symptom.key] = symptom
        self.changes.append(SymptomChange(symptom.key, before, symptom))
        return symptom.key
