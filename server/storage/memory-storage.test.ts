// The in-memory storage keeps the contract, deliberately late.
import { createMemoryStorage } from './memory-storage.ts'
import { describeStorage } from './describe-storage.ts'

describeStorage('memory, late', async () => createMemoryStorage())
