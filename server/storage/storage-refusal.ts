// The only error that opening a data folder throws on purpose: its message is for people and says what to do.

export class StorageRefusal extends Error {
  override readonly name = 'StorageRefusal'
}
